-- Must be empty: an occurrence of a name is one row; twice, it is counted twice.
-- Severity: critical. Table: main.mentions. Key: mention_id.
-- Scope: article.
-- When it fires: Steppe's fault, not a dump's: mend sql/2_views/recomputed_mentions.sql, or recompute in
--   flows/warehouse/load.py where it misses an article, then run again.
SELECT
    mention_id,
    count(*) AS row_count
FROM main.mentions
GROUP BY mention_id
HAVING
    count(*) > 1
    OR mention_id IS NULL;
