-- Must be empty: a rate moves by a fifth within two weeks in a crisis or by misprint; look which.
-- Severity: warning. Table: main.rates. Key: capture_id, base_currency, quote_currency.
-- When it fires: Look at the days around it and at another source: a crisis is true; a misprint is the site's
--   and stays, so leave it out of averages. Two outlets that print differently jump too.
-- Judged by the bounds: a rate with one significant digit moves by a fifth when it moves at all.
WITH successive_rates AS (
    SELECT
        rates.capture_id,
        rates.base_currency,
        rates.quote_currency,
        rates.observed_on,
        rates.rate,
        rates.rate_low,
        rates.rate_high,
        lag(rates.observed_on) OVER pairs AS previous_on,
        lag(rates.rate) OVER pairs AS previous_rate,
        lag(rates.rate_low) OVER pairs AS previous_low,
        lag(rates.rate_high) OVER pairs AS previous_high
    FROM main.rates
    WHERE rates.observed_on IS NOT NULL
    WINDOW pairs AS (
        PARTITION BY rates.base_currency, rates.quote_currency
        ORDER BY rates.observed_on ASC, rates.capture_id ASC
    )
)

SELECT
    capture_id,
    base_currency,
    quote_currency,
    observed_on,
    rate,
    previous_on,
    previous_rate
FROM successive_rates
WHERE
    observed_on - previous_on <= 14
    AND (
        CAST(rate_low AS DOUBLE) > 1.2 * CAST(previous_high AS DOUBLE)
        OR CAST(rate_high AS DOUBLE) < 0.8 * CAST(previous_low AS DOUBLE)
    );
