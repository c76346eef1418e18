-- Must be empty: a distinct text of an article is one row.
-- Severity: critical. Table: main.article_versions. Key: version_id.
-- When it fires: Steppe's fault, not a dump's: mend sql/2_views/recomputed_versions.sql, or recompute in
--   flows/warehouse/load.py where it misses an article, then run again.
SELECT
    version_id,
    count(*) AS row_count
FROM main.article_versions
GROUP BY version_id
HAVING
    count(*) > 1
    OR version_id IS NULL;
