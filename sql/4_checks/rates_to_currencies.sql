-- Must be empty: a code that no currency has is a misprint or lacks in the seeds.
-- Severity: warning. Table: main.rates. Key: capture_id, base_currency, quote_currency.
-- References: base_currency to main.currencies; quote_currency to main.currencies.
-- When it fires: A misprint of the site stays as it is; a new currency belongs in seeds/currencies.csv.
SELECT
    rates.capture_id,
    rates.base_currency,
    rates.quote_currency
FROM main.rates
LEFT JOIN main.currencies AS base ON rates.base_currency = base.currency_code
LEFT JOIN main.currencies AS quote ON rates.quote_currency = quote.currency_code
WHERE
    base.currency_code IS NULL
    OR quote.currency_code IS NULL;
