-- Must be empty: an article has appeared, and as often as it says.
-- Severity: critical. Table: main.articles. Key: article_id.
-- When it fires: Steppe's fault, not a dump's: mend sql/2_views/recomputed_articles.sql, or recompute in
--   flows/warehouse/load.py where it misses an article, then run again.
WITH appearance_counts AS (
    SELECT
        appearances.article_id,
        count(*) AS appearance_count
    FROM main.appearances
    GROUP BY appearances.article_id
)

SELECT
    articles.article_id,
    articles.appearance_count,
    appearance_counts.appearance_count AS seen_count
FROM main.articles
LEFT JOIN appearance_counts ON articles.article_id = appearance_counts.article_id
WHERE articles.appearance_count IS DISTINCT FROM appearance_counts.appearance_count;
