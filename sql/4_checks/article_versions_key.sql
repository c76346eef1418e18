-- Must be empty: a distinct text of an article is one row.
-- Severity: critical. Table: main.article_versions.
SELECT
    version_id,
    count(*) AS row_count
FROM main.article_versions
GROUP BY version_id
HAVING
    count(*) > 1
    OR version_id IS NULL;
