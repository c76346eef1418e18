-- Must be empty: the plausible band of a currency is a band.
-- Severity: critical. Table: main.currencies. Key: currency_code.
-- When it fires: Correct plausible_low and plausible_high in seeds/currencies.csv: both or neither, above zero,
--   in order. Then run again.
SELECT
    currency_code,
    plausible_low,
    plausible_high
FROM main.currencies
WHERE
    plausible_low > plausible_high
    OR plausible_low <= 0
    OR (plausible_low IS NULL) <> (plausible_high IS NULL);
