-- Must be empty: what appears is a text that the warehouse holds.
-- Severity: critical. Table: main.appearances. Key: capture_id, position.
-- References: version_id to main.article_versions.
-- When it fires: Steppe's fault, not a dump's: mend sql/2_views/recomputed_versions.sql, or recompute in
--   flows/warehouse/load.py where it misses an article, then run again.
SELECT
    appearances.capture_id,
    appearances.position,
    appearances.version_id
FROM main.appearances
ANTI JOIN main.article_versions ON appearances.version_id = article_versions.version_id;
