-- A row twice.
INSERT INTO quality.checks
SELECT *
FROM quality.checks
LIMIT 1;

-- A row without suite.
ALTER TABLE quality.checks ALTER COLUMN suite DROP NOT NULL;
INSERT INTO quality.checks
SELECT * REPLACE (NULL AS suite)
FROM quality.checks
LIMIT 1;

-- A row without check_name.
ALTER TABLE quality.checks ALTER COLUMN check_name DROP NOT NULL;
INSERT INTO quality.checks
SELECT * REPLACE (NULL AS check_name)
FROM quality.checks
LIMIT 1;
