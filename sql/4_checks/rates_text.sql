-- Must be empty: a rate is what is printed, to the last decimal.
-- Severity: critical. Table: main.rates. Key: capture_id, base_currency, quote_currency.
-- When it fires: Steppe's fault, not a dump's: mend flows/parsing/ticker.py; no float may touch a rate, then
--   run again.
SELECT
    capture_id,
    base_currency,
    quote_currency,
    rate,
    rate_text,
    scale
FROM main.rates
WHERE
    rate IS DISTINCT FROM try_cast(replace(rate_text, ',', '') AS DECIMAL(38, 12))
    OR scale <> length(split_part(rate_text, '.', 2))
    OR scale > 11;
