-- Must be empty: an article is one row; twice, every count of articles is wrong.
-- Severity: critical. Table: main.articles. Key: article_id.
-- When it fires: Steppe's fault, not a dump's: mend sql/2_views/recomputed_articles.sql, or recompute in
--   flows/warehouse/load.py where it misses an article, then run again.
SELECT
    article_id,
    count(*) AS row_count
FROM main.articles
GROUP BY article_id
HAVING
    count(*) > 1
    OR article_id IS NULL;
