-- Must be empty: all mentions are of the gazetteer that the load log names; those of two cannot be compared.
-- Severity: critical. Table: main.mentions.
SELECT
    mentions.gazetteer_version,
    count(*) AS mention_count
FROM main.mentions
ANTI JOIN ops.loads ON mentions.gazetteer_version = loads.gazetteer_version
GROUP BY mentions.gazetteer_version;
