-- Must be empty: a capture prints one rate for a pair; repeats that disagree belong in quarantine.
-- Severity: critical. Table: main.rates. Key: capture_id, base_currency, quote_currency.
-- When it fires: Steppe's fault, not a dump's: mend flows/parsing/ticker.py, or load in
--   flows/warehouse/load.py, then run again.
SELECT
    capture_id,
    base_currency,
    quote_currency,
    count(*) AS row_count
FROM main.rates
GROUP BY
    capture_id,
    base_currency,
    quote_currency
HAVING
    count(*) > 1
    OR capture_id IS NULL
    OR base_currency IS NULL
    OR quote_currency IS NULL;
