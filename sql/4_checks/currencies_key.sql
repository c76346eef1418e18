-- Must be empty: a currency is one row; twice, each of its rates counts twice in a join.
-- Severity: critical. Table: main.currencies. Key: currency_code.
-- When it fires: Take the second row out of seeds/currencies.csv, then run again.
SELECT
    currency_code,
    count(*) AS row_count
FROM main.currencies
GROUP BY currency_code
HAVING
    count(*) > 1
    OR currency_code IS NULL;
