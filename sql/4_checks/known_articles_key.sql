-- Must be empty: it is said once since when an article is known.
-- Severity: critical. Table: ops.known_articles.
SELECT
    article_id,
    count(*) AS row_count
FROM ops.known_articles
GROUP BY article_id
HAVING
    count(*) > 1
    OR article_id IS NULL;
