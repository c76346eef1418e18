-- Must be empty: an edition has one longest text.
-- Severity: critical. Table: main.article_versions. Key: article_id, edition.
-- When it fires: Steppe's fault, not a dump's: mend sql/2_views/recomputed_versions.sql, or recompute in
--   flows/warehouse/load.py where it misses an article, then run again.
SELECT
    article_id,
    edition,
    count(*) AS version_count,
    count(*) FILTER (WHERE is_longest) AS longest_count
FROM main.article_versions
GROUP BY
    article_id,
    edition
HAVING longest_count <> 1;
