-- What was the tenge worth day by day, and which days are carried over?
SELECT
    date,
    rate,
    rate_low,
    rate_high,
    is_carried,
    age_days
FROM report.rates_daily
WHERE base_currency = 'KZT' AND rate IS NOT NULL
ORDER BY date;
