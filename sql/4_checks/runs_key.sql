-- Must be empty: a run is one row.
-- Severity: critical. Table: ops.runs. Key: run_id.
-- When it fires: Steppe's fault, not a dump's: mend begin in flows/pipeline.py, or undo in
--   flows/warehouse/release.py, then run again.
SELECT
    run_id,
    count(*) AS row_count
FROM ops.runs
GROUP BY run_id
HAVING
    count(*) > 1
    OR run_id IS NULL;
