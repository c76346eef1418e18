-- Must be empty: a text belongs to an article that the warehouse holds.
-- Severity: critical. Table: main.article_versions. Key: version_id.
-- References: article_id to main.articles.
-- When it fires: Steppe's fault, not a dump's: mend sql/2_views/recomputed_articles.sql, or recompute in
--   flows/warehouse/load.py where it misses an article, then run again.
SELECT
    article_versions.version_id,
    article_versions.article_id
FROM main.article_versions
ANTI JOIN main.articles ON article_versions.article_id = articles.article_id;
