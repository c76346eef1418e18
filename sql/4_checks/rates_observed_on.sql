-- Must be empty: a rate was observed on the day of its capture, on the same basis.
-- Severity: critical. Table: main.rates. Key: capture_id, base_currency, quote_currency.
-- When it fires: Steppe's fault, not a dump's: mend _rates in flows/parsing/parse.py, then run again.
SELECT
    rates.capture_id,
    rates.base_currency,
    rates.quote_currency,
    rates.observed_on,
    rates.observed_on_basis,
    captures.captured_on,
    captures.captured_on_basis
FROM main.rates
INNER JOIN main.captures ON rates.capture_id = captures.capture_id
WHERE
    rates.observed_on IS DISTINCT FROM captures.captured_on
    OR rates.observed_on_basis <> captures.captured_on_basis;
