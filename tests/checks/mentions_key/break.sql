-- A row twice.
INSERT INTO main.mentions
SELECT *
FROM main.mentions
LIMIT 1;

-- A row without mention_id.
ALTER TABLE main.mentions ALTER COLUMN mention_id DROP NOT NULL;
INSERT INTO main.mentions
SELECT * REPLACE (NULL AS mention_id)
FROM main.mentions
LIMIT 1;
