-- A row twice.
INSERT INTO quality.quarantine
SELECT *
FROM quality.quarantine
LIMIT 1;

-- A row without quarantine_id.
ALTER TABLE quality.quarantine ALTER COLUMN quarantine_id DROP NOT NULL;
INSERT INTO quality.quarantine
SELECT * REPLACE (NULL AS quarantine_id)
FROM quality.quarantine
LIMIT 1;
