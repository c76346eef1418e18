-- A row twice.
INSERT INTO ops.loads
SELECT *
FROM ops.loads
LIMIT 1;

-- A row without capture_id.
ALTER TABLE ops.loads ALTER COLUMN capture_id DROP NOT NULL;
INSERT INTO ops.loads
SELECT * REPLACE (NULL AS capture_id)
FROM ops.loads
LIMIT 1;
