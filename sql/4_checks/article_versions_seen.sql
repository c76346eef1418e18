-- Must be empty: a text has appeared somewhere; orphans go.
-- Severity: critical. Table: main.article_versions. Key: version_id.
-- When it fires: Steppe's fault, not a dump's: mend recompute in flows/warehouse/load.py, which drops orphans,
--   then run again.
SELECT
    article_versions.version_id,
    article_versions.article_id
FROM main.article_versions
ANTI JOIN main.appearances ON article_versions.version_id = appearances.version_id;
