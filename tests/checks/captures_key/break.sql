-- A row twice.
INSERT INTO main.captures
SELECT *
FROM main.captures
LIMIT 1;

-- A row without capture_id.
ALTER TABLE main.captures ALTER COLUMN capture_id DROP NOT NULL;
INSERT INTO main.captures
SELECT * REPLACE (NULL AS capture_id)
FROM main.captures
LIMIT 1;
