-- Rates of the last observed days with how long each is carried. One row per pair and observed day.
SELECT
    base_currency,
    quote_currency,
    observed_on,
    max(date) AS carried_until,
    any_value(rate) AS rate,
    any_value(rate_text) AS rate_text,
    any_value(rate_low) AS rate_low,
    any_value(rate_high) AS rate_high,
    max(observation_count) AS observation_count,
    bool_or(is_ambiguous) AS is_ambiguous,
    count(*) OVER (
        PARTITION BY
            base_currency,
            quote_currency
    ) AS day_count
FROM report.rates_daily
WHERE rate IS NOT NULL
GROUP BY
    base_currency,
    quote_currency,
    observed_on
QUALIFY
    row_number() OVER (
        PARTITION BY
            base_currency,
            quote_currency
        ORDER BY observed_on DESC
    ) <= getvariable('most_days')
ORDER BY
    base_currency ASC,
    quote_currency ASC,
    observed_on ASC;
