-- Must be empty: an article bears the headline that its last capture prints.
-- Severity: critical. Table: main.articles. Key: article_id.
-- When it fires: Steppe's fault, not a dump's: mend sql/2_views/recomputed_articles.sql, or recompute in
--   flows/warehouse/load.py where it misses an article, then run again.
WITH last_captures AS (
    SELECT
        appearances.article_id,
        arg_max(
            captures.capture_id,
            {
                'day': coalesce(captures.captured_on, DATE '0001-01-01'),
                'capture': captures.capture_id
            }
        ) AS capture_id
    FROM main.appearances
    INNER JOIN main.captures ON appearances.capture_id = captures.capture_id
    GROUP BY appearances.article_id
)

SELECT
    articles.article_id,
    articles.headline,
    last_captures.capture_id,
    min(prints.headline) AS printed_headline
FROM main.articles
INNER JOIN last_captures ON articles.article_id = last_captures.article_id
INNER JOIN main.appearances
    ON
        last_captures.capture_id = appearances.capture_id
        AND last_captures.article_id = appearances.article_id
INNER JOIN ops.prints ON appearances.print_id = prints.print_id
GROUP BY
    articles.article_id,
    articles.headline,
    last_captures.capture_id
HAVING NOT bool_or(articles.headline IS NOT DISTINCT FROM prints.headline);
