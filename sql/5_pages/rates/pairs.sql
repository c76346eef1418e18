-- The last rate of each pair, with its precision and how much stands behind it. One row per pair.
WITH observations AS (
    SELECT
        base_currency,
        quote_currency,
        count(*) AS observation_count,
        count(*) FILTER (WHERE observed_on IS NULL) AS undated_count,
        count(DISTINCT observed_on) AS observed_day_count,
        min(observed_on) AS first_observed_on
    FROM main.rates
    GROUP BY
        base_currency,
        quote_currency
)

SELECT
    rates_latest.base_currency,
    rates_latest.quote_currency,
    currencies.name AS base_name,
    rates_latest.rate_text,
    rates_latest.rate,
    rates_latest.rate_low,
    rates_latest.rate_high,
    rates_latest.relative_error,
    rates_latest.change_pct,
    rates_latest.change_sign,
    rates_latest.observed_on,
    rates_latest.observed_on_basis,
    rates_latest.capture_id,
    rates_latest.line_number,
    observations.observation_count,
    observations.undated_count,
    observations.observed_day_count,
    observations.first_observed_on,
    count(*) OVER () AS total_count
FROM report.rates_latest
INNER JOIN observations
    ON
        rates_latest.base_currency = observations.base_currency
        AND rates_latest.quote_currency = observations.quote_currency
LEFT JOIN main.currencies ON rates_latest.base_currency = currencies.currency_code
ORDER BY
    observations.observation_count DESC,
    rates_latest.base_currency ASC,
    rates_latest.quote_currency ASC
LIMIT getvariable('most_pairs');
