-- Must be empty: an article is one row; twice, every count of articles is wrong.
-- Severity: critical. Table: main.articles.
SELECT
    article_id,
    count(*) AS row_count
FROM main.articles
GROUP BY article_id
HAVING
    count(*) > 1
    OR article_id IS NULL;
