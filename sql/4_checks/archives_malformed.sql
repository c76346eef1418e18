-- Must be empty: what an archive holds can be understood.
-- Severity: warning. Table: ops.archives. Key: uri.
-- When it fires: Records are no texts with address and time; the first hundred are in quarantine, the rest is counted
--   as malformed. Name the columns in STEPPE_TEXT_COLUMN and its like (flows/settings.py), or fetch the archive again.
SELECT
    archives.uri,
    archives.record_count,
    passed_records.record_count AS malformed_count
FROM ops.archives
INNER JOIN ops.passed_records ON archives.uri = passed_records.uri
WHERE passed_records.rule = 'malformed';
