-- What were the first, last, lowest and highest rate of each month?
SELECT
    base_currency,
    month_starts_on,
    first_rate,
    last_rate,
    lowest_rate,
    highest_rate,
    observation_count
FROM report.rates_monthly
ORDER BY base_currency, month_starts_on;
