-- A row twice.
INSERT INTO main.entity_aliases
SELECT *
FROM main.entity_aliases
LIMIT 1;

-- A row without alias.
ALTER TABLE main.entity_aliases ALTER COLUMN alias DROP NOT NULL;
INSERT INTO main.entity_aliases
SELECT * REPLACE (NULL AS alias)
FROM main.entity_aliases
LIMIT 1;

-- A row without entity_id.
ALTER TABLE main.entity_aliases ALTER COLUMN entity_id DROP NOT NULL;
INSERT INTO main.entity_aliases
SELECT * REPLACE (NULL AS entity_id)
FROM main.entity_aliases
LIMIT 1;
