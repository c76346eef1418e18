-- Must be empty: a change was made in a run that the log holds, and so was the row that it replaced.
-- Severity: critical. Table: ops.changes. Key: run_id, table_name, record_key.
-- References: run_id to ops.runs; since_run_id to ops.runs.
-- When it fires: Steppe's fault, not a dump's: mend traced in flows/warehouse/changes.py, or begin in
--   flows/pipeline.py.
SELECT
    changes.run_id,
    changes.table_name,
    changes.record_key,
    changes.since_run_id
FROM ops.changes
LEFT JOIN ops.runs ON changes.run_id = runs.run_id
LEFT JOIN ops.runs AS since_runs ON changes.since_run_id = since_runs.run_id
WHERE
    runs.run_id IS NULL
    OR (changes.since_run_id IS NOT NULL AND since_runs.run_id IS NULL)
    OR (changes.table_name <> 'mentions' AND changes.before IS NOT NULL AND changes.since_run_id IS NULL);
