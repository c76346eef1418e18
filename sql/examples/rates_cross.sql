-- How many soms were there to a tenge, with the error carried through?
SELECT
    observed_on,
    rate,
    rate_low,
    rate_high,
    relative_error
FROM report.cross_rates
WHERE base_currency = 'KZT' AND quote_currency = 'KGS'
ORDER BY observed_on;
