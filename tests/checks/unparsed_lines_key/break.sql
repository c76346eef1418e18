-- A row twice.
INSERT INTO quality.unparsed_lines
SELECT *
FROM quality.unparsed_lines
LIMIT 1;

-- A row without capture_id.
ALTER TABLE quality.unparsed_lines ALTER COLUMN capture_id DROP NOT NULL;
INSERT INTO quality.unparsed_lines
SELECT * REPLACE (NULL AS capture_id)
FROM quality.unparsed_lines
LIMIT 1;

-- A row without line_number.
ALTER TABLE quality.unparsed_lines ALTER COLUMN line_number DROP NOT NULL;
INSERT INTO quality.unparsed_lines
SELECT * REPLACE (NULL AS line_number)
FROM quality.unparsed_lines
LIMIT 1;
