-- Must be empty: an archive, a rule and a host are one row.
-- Severity: critical. Table: ops.passed_records. Key: uri, rule, host.
-- When it fires: Steppe's fault, not an archive's: mend log in flows/warehouse/archives.py, then run again.
SELECT
    uri,
    rule,
    host,
    count(*) AS row_count
FROM ops.passed_records
GROUP BY
    uri,
    rule,
    host
HAVING
    count(*) > 1
    OR uri IS NULL
    OR rule IS NULL;
