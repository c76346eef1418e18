-- Rates the other way round, bounds swapped. One row per capture and pair.
CREATE OR REPLACE VIEW report.rates_inverse AS
SELECT
    capture_id,
    quote_currency AS base_currency,
    base_currency AS quote_currency,
    1 / nullif(rate, 0) AS rate,
    1 / nullif(rate_high, 0) AS rate_low,
    CASE WHEN rate_low > 0 THEN 1 / rate_low END AS rate_high,
    (rate_high - rate_low) / nullif(rate_high + rate_low, 0) AS relative_error,
    rate AS printed_rate,
    observed_on,
    observed_on_basis,
    line_number
FROM main.rates;

COMMENT ON VIEW report.rates_inverse IS
'Rates the other way round, bounds swapped. One row per capture and pair.';
COMMENT ON COLUMN report.rates_inverse.capture_id IS
'The capture that prints the rate.';
COMMENT ON COLUMN report.rates_inverse.base_currency IS
'ISO 4217 code of the unit that is priced: the quote currency as printed.';
COMMENT ON COLUMN report.rates_inverse.quote_currency IS
'ISO 4217 code of the currency of the price: the base currency as printed.';
COMMENT ON COLUMN report.rates_inverse.rate IS
'One over the printed rate, as a float: no capture prints it. NULL for a rate of nought.';
COMMENT ON COLUMN report.rates_inverse.rate_low IS
'One over the printed rate''s high bound.';
COMMENT ON COLUMN report.rates_inverse.rate_high IS
'One over the printed rate''s low bound; NULL, for unbounded, where that is not above nought.';
COMMENT ON COLUMN report.rates_inverse.relative_error IS
'Half the width from bound to bound over its middle; the same either way round.';
COMMENT ON COLUMN report.rates_inverse.printed_rate IS
'The rate as printed.';
COMMENT ON COLUMN report.rates_inverse.observed_on IS
'Day of the capture; NULL where unknown.';
COMMENT ON COLUMN report.rates_inverse.observed_on_basis IS
'Basis of observed_on.';
COMMENT ON COLUMN report.rates_inverse.line_number IS
'First line of the capture that prints the rate.';
