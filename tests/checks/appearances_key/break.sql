-- A row twice.
INSERT INTO main.appearances
SELECT *
FROM main.appearances
LIMIT 1;

-- A row without capture_id.
ALTER TABLE main.appearances ALTER COLUMN capture_id DROP NOT NULL;
INSERT INTO main.appearances
SELECT * REPLACE (NULL AS capture_id)
FROM main.appearances
LIMIT 1;

-- A row without position.
ALTER TABLE main.appearances ALTER COLUMN position DROP NOT NULL;
INSERT INTO main.appearances
SELECT * REPLACE (NULL AS position)
FROM main.appearances
LIMIT 1;
