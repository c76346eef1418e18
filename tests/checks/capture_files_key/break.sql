-- A row twice.
INSERT INTO ops.capture_files
SELECT *
FROM ops.capture_files
LIMIT 1;

-- A row without uri.
ALTER TABLE ops.capture_files ALTER COLUMN uri DROP NOT NULL;
INSERT INTO ops.capture_files
SELECT * REPLACE (NULL AS uri)
FROM ops.capture_files
LIMIT 1;
