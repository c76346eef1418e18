-- Must be empty: a text is taken from an exact print of that very version.
-- Severity: critical. Table: main.article_versions. Key: version_id.
-- References: print_id to ops.prints.
-- When it fires: Steppe's fault, not a dump's: mend sql/2_views/recomputed_versions.sql, or recompute in
--   flows/warehouse/load.py where it misses an article, then run again.
SELECT
    article_versions.version_id,
    article_versions.print_id,
    prints.version_id AS print_version_id
FROM main.article_versions
LEFT JOIN ops.prints ON article_versions.print_id = prints.print_id
WHERE article_versions.version_id IS DISTINCT FROM prints.version_id;
