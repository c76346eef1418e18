-- Must be empty: a file that was read is a capture that was loaded or refused.
-- Severity: critical. Table: ops.capture_files. Key: uri.
-- References: capture_id to ops.loads.
-- When it fires: Steppe's fault, not a dump's: mend refine in flows/pipeline.py, which logs the loads of a
--   batch, then run again.
SELECT
    capture_files.uri,
    capture_files.capture_id
FROM ops.capture_files
ANTI JOIN ops.loads ON capture_files.capture_id = loads.capture_id;
