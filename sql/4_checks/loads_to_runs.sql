-- Must be empty: a capture was loaded in a run that the log holds.
-- Severity: critical. Table: ops.loads. Key: capture_id.
-- When it fires: Steppe's fault, not a dump's: mend begin in flows/pipeline.py, or undo in
--   flows/warehouse/release.py, then run again.
SELECT
    loads.capture_id,
    loads.run_id
FROM ops.loads
ANTI JOIN ops.runs ON loads.run_id = runs.run_id;
