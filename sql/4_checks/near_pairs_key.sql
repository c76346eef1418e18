-- Must be empty: two articles are one pair, once, the one whose id sorts first standing first.
-- Severity: critical. Table: ops.near_pairs. Key: first_article_id, second_article_id.
-- When it fires: Steppe's fault, not a dump's: mend compare in flows/warehouse/near.py, then `steppe rebuild`.
SELECT
    first_article_id,
    second_article_id,
    count(*) AS row_count
FROM ops.near_pairs
GROUP BY
    first_article_id,
    second_article_id
HAVING
    count(*) > 1
    OR first_article_id >= second_article_id;
