-- A row twice.
INSERT INTO main.article_versions
SELECT *
FROM main.article_versions
LIMIT 1;

-- A row without version_id.
ALTER TABLE main.article_versions ALTER COLUMN version_id DROP NOT NULL;
INSERT INTO main.article_versions
SELECT * REPLACE (NULL AS version_id)
FROM main.article_versions
LIMIT 1;
