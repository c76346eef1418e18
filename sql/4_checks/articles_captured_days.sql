-- Must be empty: first and last day of an article are those of its dated captures, and NULL without any.
-- Severity: critical. Table: main.articles. Key: article_id.
-- When it fires: Steppe's fault, not a dump's: mend sql/2_views/recomputed_articles.sql, or recompute in
--   flows/warehouse/load.py where it misses an article, then run again.
WITH captured_days AS (
    SELECT
        appearances.article_id,
        min(captures.captured_on) AS first_captured_on,
        max(captures.captured_on) AS last_captured_on
    FROM main.appearances
    INNER JOIN main.captures ON appearances.capture_id = captures.capture_id
    GROUP BY appearances.article_id
)

SELECT
    articles.article_id,
    articles.first_captured_on,
    articles.last_captured_on,
    captured_days.first_captured_on AS first_seen_on,
    captured_days.last_captured_on AS last_seen_on
FROM main.articles
LEFT JOIN captured_days ON articles.article_id = captured_days.article_id
WHERE
    articles.first_captured_on IS DISTINCT FROM captured_days.first_captured_on
    OR articles.last_captured_on IS DISTINCT FROM captured_days.last_captured_on;
