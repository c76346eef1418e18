-- The last rate of each pair, as printed, with its precision. One row per pair.
CREATE OR REPLACE VIEW report.rates_latest AS
SELECT
    base_currency,
    quote_currency,
    rate,
    rate_text,
    rate_low,
    rate_high,
    (rate_high - rate_low) / nullif(rate_high + rate_low, 0) AS relative_error,
    change_pct,
    change_sign,
    observed_on,
    observed_on_basis,
    capture_id,
    line_number
FROM main.rates
QUALIFY
    row_number() OVER (
        PARTITION BY base_currency, quote_currency
        ORDER BY observed_on DESC NULLS LAST, capture_id DESC
    ) = 1;

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
'Day of the capture; NULL when no capture that prints the pair is dated.';
COMMENT ON COLUMN report.rates_latest.observed_on_basis IS
'Basis of observed_on.';
COMMENT ON COLUMN report.rates_latest.capture_id IS
'The capture that prints it.';
COMMENT ON COLUMN report.rates_latest.line_number IS
'First line of the capture that prints it.';
