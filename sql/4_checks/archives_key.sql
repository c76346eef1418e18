-- Must be empty: an archive is one row.
-- Severity: critical. Table: ops.archives. Key: uri.
-- When it fires: Steppe's fault, not an archive's: mend log in flows/warehouse/archives.py, then run again.
SELECT
    uri,
    count(*) AS row_count
FROM ops.archives
GROUP BY uri
HAVING
    count(*) > 1
    OR uri IS NULL;
