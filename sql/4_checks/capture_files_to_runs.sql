-- Must be empty: a file was first seen in a run that the log holds.
-- Severity: critical. Table: ops.capture_files. Key: uri.
-- References: first_run_id to ops.runs.
-- When it fires: Steppe's fault, not a dump's: mend begin in flows/pipeline.py, or undo in
--   flows/warehouse/release.py, then run again.
SELECT
    capture_files.uri,
    capture_files.first_run_id
FROM ops.capture_files
ANTI JOIN ops.runs ON capture_files.first_run_id = runs.run_id;
