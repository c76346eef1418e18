-- Must be empty: a text belongs to an article that the warehouse holds.
-- Severity: critical. Table: main.article_versions.
SELECT
    article_versions.version_id,
    article_versions.article_id
FROM main.article_versions
ANTI JOIN main.articles ON article_versions.article_id = articles.article_id;
