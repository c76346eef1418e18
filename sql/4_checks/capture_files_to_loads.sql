-- Must be empty: a file that was read is a capture that was loaded or refused.
-- Severity: critical. Table: ops.capture_files.
SELECT
    capture_files.uri,
    capture_files.capture_id
FROM ops.capture_files
ANTI JOIN ops.loads ON capture_files.capture_id = loads.capture_id;
