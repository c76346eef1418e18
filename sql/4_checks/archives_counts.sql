-- Must be empty: every record of an archive was taken, refused or passed over by a rule.
-- Severity: critical. Table: ops.archives. Key: uri.
-- When it fires: Steppe's fault, not an archive's: mend Tally in flows/dumps/archives/records.py: a record
--   vanished, then run again.
WITH passed AS (
    SELECT
        passed_records.uri,
        sum(passed_records.record_count) AS told_count
    FROM ops.passed_records
    GROUP BY passed_records.uri
)

SELECT
    archives.uri,
    archives.record_count,
    archives.taken_count,
    archives.refused_count,
    archives.passed_count,
    passed.told_count
FROM ops.archives
LEFT JOIN passed ON archives.uri = passed.uri
WHERE
    archives.record_count <> archives.taken_count + archives.refused_count + archives.passed_count
    OR archives.passed_count <> coalesce(passed.told_count, 0);
