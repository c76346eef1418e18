-- Must be empty: a rate is printed on a capture that the warehouse holds.
-- Severity: critical. Table: main.rates. Key: capture_id, base_currency, quote_currency.
-- References: capture_id to main.captures.
-- When it fires: Steppe's fault, not a dump's: mend _take_out in flows/warehouse/load.py, then run again.
SELECT
    rates.capture_id,
    rates.base_currency,
    rates.quote_currency
FROM main.rates
ANTI JOIN main.captures ON rates.capture_id = captures.capture_id;
