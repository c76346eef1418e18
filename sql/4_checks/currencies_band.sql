-- Must be empty: the plausible band of a currency is a band.
-- Severity: critical. Table: main.currencies.
SELECT
    currency_code,
    plausible_low,
    plausible_high
FROM main.currencies
WHERE
    plausible_low > plausible_high
    OR plausible_low <= 0
    OR (plausible_low IS NULL) <> (plausible_high IS NULL);
