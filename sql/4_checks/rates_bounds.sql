-- Must be empty: the bounds of a rate lie half a unit of its last printed place either side.
-- Severity: critical. Table: main.rates. Key: capture_id, base_currency, quote_currency.
-- When it fires: Steppe's fault, not a dump's: mend flows/parsing/ticker.py, then run again.
WITH precise_rates AS (
    SELECT
        rates.*,
        CAST('0.' || repeat('0', rates.scale) || '5' AS DECIMAL(38, 12)) AS half_unit
    FROM main.rates
)

SELECT
    capture_id,
    base_currency,
    quote_currency,
    rate,
    scale,
    rate_low,
    rate_high
FROM precise_rates
WHERE
    rate_low <> rate - half_unit
    OR rate_high <> rate + half_unit;
