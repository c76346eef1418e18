-- What rates did the warehouse know at a moment in the past?
SELECT
    observed_on,
    base_currency,
    rate_text,
    capture_id
FROM report.rates_as_known(TIMESTAMP '2049-12-31')
ORDER BY observed_on DESC NULLS LAST, base_currency ASC
LIMIT 20;
