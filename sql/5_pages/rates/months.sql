-- Rates by month, the last ones of each pair, newest first. One row per pair and month that has an observation.
SELECT
    base_currency,
    quote_currency,
    month_starts_on,
    first_rate,
    last_rate,
    lowest_rate,
    highest_rate,
    mean_rate,
    observation_count,
    observed_day_count,
    count(*) OVER (
        PARTITION BY
            base_currency,
            quote_currency
    ) AS month_count
FROM report.rates_monthly
QUALIFY
    row_number() OVER (
        PARTITION BY
            base_currency,
            quote_currency
        ORDER BY month_starts_on DESC
    ) <= getvariable('most_months')
ORDER BY
    base_currency ASC,
    quote_currency ASC,
    month_starts_on DESC;
