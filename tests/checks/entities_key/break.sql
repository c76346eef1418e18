-- A row twice.
INSERT INTO main.entities
SELECT *
FROM main.entities
LIMIT 1;

-- A row without entity_id.
ALTER TABLE main.entities ALTER COLUMN entity_id DROP NOT NULL;
INSERT INTO main.entities
SELECT * REPLACE (NULL AS entity_id)
FROM main.entities
LIMIT 1;
