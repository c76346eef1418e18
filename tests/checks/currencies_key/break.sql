-- A row twice.
INSERT INTO main.currencies
SELECT *
FROM main.currencies
LIMIT 1;

-- A row without currency_code.
ALTER TABLE main.currencies ALTER COLUMN currency_code DROP NOT NULL;
INSERT INTO main.currencies
SELECT * REPLACE (NULL AS currency_code)
FROM main.currencies
LIMIT 1;
