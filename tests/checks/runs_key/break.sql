-- A row twice.
INSERT INTO ops.runs
SELECT *
FROM ops.runs
LIMIT 1;

-- A row without run_id.
ALTER TABLE ops.runs ALTER COLUMN run_id DROP NOT NULL;
INSERT INTO ops.runs
SELECT * REPLACE (NULL AS run_id)
FROM ops.runs
LIMIT 1;
