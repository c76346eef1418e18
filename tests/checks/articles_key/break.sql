-- A row twice.
INSERT INTO main.articles
SELECT *
FROM main.articles
LIMIT 1;

-- A row without article_id.
ALTER TABLE main.articles ALTER COLUMN article_id DROP NOT NULL;
INSERT INTO main.articles
SELECT * REPLACE (NULL AS article_id)
FROM main.articles
LIMIT 1;
