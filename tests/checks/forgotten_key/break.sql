-- A row twice.
INSERT INTO ops.forgotten
SELECT *
FROM ops.forgotten
LIMIT 1;

-- A row without capture_id.
ALTER TABLE ops.forgotten ALTER COLUMN capture_id DROP NOT NULL;
INSERT INTO ops.forgotten
SELECT * REPLACE (NULL AS capture_id)
FROM ops.forgotten
LIMIT 1;
