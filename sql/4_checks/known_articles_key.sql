-- Must be empty: it is said once since when an article is known.
-- Severity: critical. Table: ops.known_articles. Key: article_id.
-- When it fires: Steppe's fault, not a dump's: mend recompute in flows/warehouse/load.py, then run again.
SELECT
    article_id,
    count(*) AS row_count
FROM ops.known_articles
GROUP BY article_id
HAVING
    count(*) > 1
    OR article_id IS NULL;
