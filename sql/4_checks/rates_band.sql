-- Must be empty: a price in US dollars lies within the plausible band of its currency.
-- Severity: warning. Table: main.rates.
SELECT
    rates.capture_id,
    rates.base_currency,
    rates.quote_currency,
    rates.rate,
    currencies.plausible_low,
    currencies.plausible_high
FROM main.rates
INNER JOIN main.currencies ON rates.base_currency = currencies.currency_code
WHERE
    rates.quote_currency = 'USD'
    AND (rates.rate < currencies.plausible_low OR rates.rate > currencies.plausible_high);
