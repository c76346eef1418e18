-- Must be empty: an article has a text, and as many editions as it says.
-- Severity: critical. Table: main.articles. Key: article_id.
-- When it fires: Steppe's fault, not a dump's: mend sql/2_views/recomputed_articles.sql, or recompute in
--   flows/warehouse/load.py where it misses an article, then run again.
WITH edition_counts AS (
    SELECT
        article_versions.article_id,
        count(DISTINCT article_versions.edition) AS edition_count
    FROM main.article_versions
    GROUP BY article_versions.article_id
)

SELECT
    articles.article_id,
    articles.edition_count,
    edition_counts.edition_count AS seen_count
FROM main.articles
LEFT JOIN edition_counts ON articles.article_id = edition_counts.article_id
WHERE articles.edition_count IS DISTINCT FROM edition_counts.edition_count;
