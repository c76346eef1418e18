-- How many units of each currency did a dollar buy, and how exact is that?
SELECT
    observed_on,
    quote_currency,
    rate,
    rate_low,
    rate_high,
    relative_error
FROM report.rates_inverse
WHERE base_currency = 'USD'
ORDER BY observed_on DESC NULLS LAST, quote_currency ASC;
