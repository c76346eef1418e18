-- Must be empty: a capture was loaded, first and last, in runs that the log holds.
-- Severity: critical. Table: ops.loads. Key: capture_id.
-- References: run_id to ops.runs; first_run_id to ops.runs.
-- When it fires: Steppe's fault, not a dump's: mend begin in flows/pipeline.py, or undo in
--   flows/warehouse/release.py, then run again.
SELECT
    loads.capture_id,
    loads.run_id,
    loads.first_run_id
FROM ops.loads
LEFT JOIN ops.runs ON loads.run_id = runs.run_id
LEFT JOIN ops.runs AS first_runs ON loads.first_run_id = first_runs.run_id
WHERE
    runs.run_id IS NULL
    OR first_runs.run_id IS NULL;
