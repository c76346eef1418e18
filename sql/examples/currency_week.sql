-- On which weekdays were rates observed, and for which currencies?
SELECT
    rates.base_currency,
    currencies.name,
    calendar.weekday,
    count(DISTINCT rates.observed_on) AS day_count
FROM main.rates
INNER JOIN main.calendar ON rates.observed_on = calendar.date
LEFT JOIN main.currencies ON rates.base_currency = currencies.currency_code
GROUP BY ALL
ORDER BY rates.base_currency, calendar.weekday;
