-- Must be empty: an article has its shingles once.
-- Severity: critical. Table: ops.article_shingles. Key: article_id.
-- When it fires: Steppe's fault, not a dump's: mend list_shingles in flows/warehouse/near.py, then `steppe rebuild`.
SELECT
    article_id,
    count(*) AS row_count
FROM ops.article_shingles
GROUP BY article_id
HAVING count(*) > 1;
