-- A row twice.
INSERT INTO quality.check_results
SELECT *
FROM quality.check_results
LIMIT 1;

-- A row without run_id.
ALTER TABLE quality.check_results ALTER COLUMN run_id DROP NOT NULL;
INSERT INTO quality.check_results
SELECT * REPLACE (NULL AS run_id)
FROM quality.check_results
LIMIT 1;

-- A row without batch_id.
ALTER TABLE quality.check_results ALTER COLUMN batch_id DROP NOT NULL;
INSERT INTO quality.check_results
SELECT * REPLACE (NULL AS batch_id)
FROM quality.check_results
LIMIT 1;

-- A row without suite.
ALTER TABLE quality.check_results ALTER COLUMN suite DROP NOT NULL;
INSERT INTO quality.check_results
SELECT * REPLACE (NULL AS suite)
FROM quality.check_results
LIMIT 1;

-- A row without check_name.
ALTER TABLE quality.check_results ALTER COLUMN check_name DROP NOT NULL;
INSERT INTO quality.check_results
SELECT * REPLACE (NULL AS check_name)
FROM quality.check_results
LIMIT 1;
