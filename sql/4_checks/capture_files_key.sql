-- Must be empty: a file is one capture.
-- Severity: critical. Table: ops.capture_files.
SELECT
    uri,
    count(*) AS row_count
FROM ops.capture_files
GROUP BY uri
HAVING
    count(*) > 1
    OR uri IS NULL;
