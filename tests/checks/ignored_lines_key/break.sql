-- A row twice.
INSERT INTO quality.ignored_lines
SELECT *
FROM quality.ignored_lines
LIMIT 1;

-- A row without capture_id.
ALTER TABLE quality.ignored_lines ALTER COLUMN capture_id DROP NOT NULL;
INSERT INTO quality.ignored_lines
SELECT * REPLACE (NULL AS capture_id)
FROM quality.ignored_lines
LIMIT 1;

-- A row without rule.
ALTER TABLE quality.ignored_lines ALTER COLUMN rule DROP NOT NULL;
INSERT INTO quality.ignored_lines
SELECT * REPLACE (NULL AS rule)
FROM quality.ignored_lines
LIMIT 1;
