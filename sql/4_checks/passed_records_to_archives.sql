-- Must be empty: a record that was passed over lies in an archive that was read.
-- Severity: critical. Table: ops.passed_records. Key: uri, rule, host.
-- References: uri to ops.archives.
-- When it fires: Steppe's fault, not an archive's: mend log in flows/warehouse/archives.py, then run again.
SELECT
    passed_records.uri,
    passed_records.rule,
    passed_records.host
FROM ops.passed_records
ANTI JOIN ops.archives ON passed_records.uri = archives.uri;
