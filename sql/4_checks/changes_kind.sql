-- Must be empty: an insert has no row before it, a delete none after it, an update both, unless they were forgotten.
-- Severity: critical. Table: ops.changes. Key: run_id, table_name, record_key.
-- When it fires: Steppe's fault, not a dump's: mend traced in flows/warehouse/changes.py, then run again.
SELECT
    run_id,
    table_name,
    record_key,
    kind
FROM ops.changes
WHERE
    kind NOT IN ('insert', 'update', 'delete')
    OR (kind = 'insert' AND before IS NOT NULL)
    OR (kind = 'delete' AND after IS NOT NULL)
    OR (kind = 'update' AND (before IS NULL) <> (after IS NULL));
