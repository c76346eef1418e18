-- Must be empty: a name is mentioned in a text that the warehouse holds.
-- Severity: critical. Table: main.mentions. Key: mention_id.
-- References: version_id to main.article_versions.
-- When it fires: Steppe's fault, not a dump's: mend recompute in flows/warehouse/load.py, which drops orphans,
--   then run again.
SELECT
    mentions.mention_id,
    mentions.version_id
FROM main.mentions
ANTI JOIN main.article_versions ON mentions.version_id = article_versions.version_id;
