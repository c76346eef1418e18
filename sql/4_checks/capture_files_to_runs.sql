-- Must be empty: a file was first seen in a run that the log holds.
-- Severity: critical. Table: ops.capture_files.
SELECT
    capture_files.uri,
    capture_files.first_run_id
FROM ops.capture_files
ANTI JOIN ops.runs ON capture_files.first_run_id = runs.run_id;
