-- A row twice.
INSERT INTO main.rates
SELECT *
FROM main.rates
LIMIT 1;

-- A row without capture_id.
ALTER TABLE main.rates ALTER COLUMN capture_id DROP NOT NULL;
INSERT INTO main.rates
SELECT * REPLACE (NULL AS capture_id)
FROM main.rates
LIMIT 1;

-- A row without base_currency.
ALTER TABLE main.rates ALTER COLUMN base_currency DROP NOT NULL;
INSERT INTO main.rates
SELECT * REPLACE (NULL AS base_currency)
FROM main.rates
LIMIT 1;

-- A row without quote_currency.
ALTER TABLE main.rates ALTER COLUMN quote_currency DROP NOT NULL;
INSERT INTO main.rates
SELECT * REPLACE (NULL AS quote_currency)
FROM main.rates
LIMIT 1;
