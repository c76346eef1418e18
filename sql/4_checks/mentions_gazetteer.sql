-- Must be empty: all mentions are of the gazetteer that the load log names; those of two cannot be compared.
-- Severity: critical. Table: main.mentions. Key: gazetteer_version.
-- When it fires: Steppe's fault, not a dump's: mend rematch and recompute in flows/warehouse/load.py, then run
--   again.
SELECT
    mentions.gazetteer_version,
    count(*) AS mention_count
FROM main.mentions
ANTI JOIN ops.loads ON mentions.gazetteer_version = loads.gazetteer_version
GROUP BY mentions.gazetteer_version;
