-- Must be empty: a gold set has each of its measures once for a gazetteer.
-- Severity: critical. Table: quality.scorecard. Key: gold_set, gazetteer_version, mode, measure, entity_type.
-- When it fires: Steppe's fault, not a dump's: mend flows/warehouse/scorecard.py, then run again.
SELECT
    gold_set,
    gazetteer_version,
    mode,
    measure,
    entity_type,
    count(*) AS row_count
FROM quality.scorecard
GROUP BY
    gold_set,
    gazetteer_version,
    mode,
    measure,
    entity_type
HAVING
    count(*) > 1
    OR gold_set IS NULL
    OR gazetteer_version IS NULL
    OR mode IS NULL
    OR measure IS NULL
    OR entity_type IS NULL;
