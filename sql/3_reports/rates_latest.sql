-- The last rate of each pair, as printed, with its precision. One row per pair.
CREATE OR REPLACE VIEW report.rates_latest AS
WITH last_captures AS (
    SELECT
        rates.base_currency,
        rates.quote_currency,
        max(
            {
                'day':
                CASE
                    WHEN rates.observed_on <= last_possible_day.last_possible_on THEN rates.observed_on
                    ELSE DATE '0001-01-01'
                END,
                'capture': rates.capture_id
            }
        ) AS last_capture
    FROM main.rates
    CROSS JOIN ops.last_possible_day
    GROUP BY
        rates.base_currency,
        rates.quote_currency
)

SELECT
    rates.base_currency,
    rates.quote_currency,
    rates.rate,
    rates.rate_text,
    rates.rate_low,
    rates.rate_high,
    (rates.rate_high - rates.rate_low) / nullif(rates.rate_high + rates.rate_low, 0) AS relative_error,
    rates.change_pct,
    rates.change_sign,
    rates.observed_on,
    rates.observed_on_basis,
    rates.capture_id,
    rates.line_number
FROM last_captures
INNER JOIN main.rates
    ON
        last_captures.base_currency = rates.base_currency
        AND last_captures.quote_currency = rates.quote_currency
        AND last_captures.last_capture.capture = rates.capture_id;

COMMENT ON VIEW report.rates_latest IS
'The last rate of each pair, as printed, with its precision. One row per pair.';
COMMENT ON COLUMN report.rates_latest.base_currency IS
'ISO 4217 code of the unit that is priced.';
COMMENT ON COLUMN report.rates_latest.quote_currency IS
'ISO 4217 code of the currency of the price.';
COMMENT ON COLUMN report.rates_latest.rate IS
'Quote units for one base unit, as the last capture prints it: by day, undated ones behind, then by capture_id.';
COMMENT ON COLUMN report.rates_latest.rate_text IS
'The rate verbatim.';
COMMENT ON COLUMN report.rates_latest.rate_low IS
'Rate less half a unit in the last printed place.';
COMMENT ON COLUMN report.rates_latest.rate_high IS
'Rate plus half a unit in the last printed place.';
COMMENT ON COLUMN report.rates_latest.relative_error IS
'Half the width from rate_low to rate_high over its middle: 0.06 is 6 per cent either way.';
COMMENT ON COLUMN report.rates_latest.change_pct IS
'Printed change in per cent; NULL where none is printed.';
COMMENT ON COLUMN report.rates_latest.change_sign IS
'Sign of the printed change: -1, 0 or 1.';
COMMENT ON COLUMN report.rates_latest.observed_on IS
'Day of the capture; NULL when none of the pair is dated. Days after ops.last_possible_day count as undated.';
COMMENT ON COLUMN report.rates_latest.observed_on_basis IS
'Basis of observed_on.';
COMMENT ON COLUMN report.rates_latest.capture_id IS
'The capture that prints it.';
COMMENT ON COLUMN report.rates_latest.line_number IS
'First line of the capture that prints it.';
