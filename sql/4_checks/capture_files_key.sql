-- Must be empty: a file is one capture.
-- Severity: critical. Table: ops.capture_files. Key: uri.
-- When it fires: Steppe's fault, not a dump's: mend _log_files in flows/warehouse/load.py, then run again.
SELECT
    uri,
    count(*) AS row_count
FROM ops.capture_files
GROUP BY uri
HAVING
    count(*) > 1
    OR uri IS NULL;
