-- Must be empty: a fact that a run changed has one row of it, however often the run touched it.
-- Severity: critical. Table: ops.changes. Key: run_id, table_name, record_key.
-- When it fires: Steppe's fault, not a dump's: mend traced in flows/warehouse/changes.py, then run again.
SELECT
    run_id,
    table_name,
    record_key,
    count(*) AS row_count
FROM ops.changes
GROUP BY
    run_id,
    table_name,
    record_key
HAVING
    count(*) > 1
    OR run_id IS NULL
    OR table_name IS NULL
    OR record_key IS NULL;
