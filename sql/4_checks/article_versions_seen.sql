-- Must be empty: a text has appeared somewhere; orphans go.
-- Severity: critical. Table: main.article_versions.
SELECT
    article_versions.version_id,
    article_versions.article_id
FROM main.article_versions
ANTI JOIN main.appearances ON article_versions.version_id = appearances.version_id;
