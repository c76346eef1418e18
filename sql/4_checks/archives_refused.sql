-- Must be empty: what an archive holds can be understood.
-- Severity: warning. Table: ops.archives. Key: uri.
-- When it fires: More than a hundred records were refused; the first hundred are in quarantine with their reasons, the
--   rest is counted. Where they are no texts, name the columns in STEPPE_TEXT_COLUMN and its like (flows/settings.py),
--   or fetch the archive again.
SELECT
    archives.uri,
    archives.record_count,
    passed_records.record_count AS untold_count
FROM ops.archives
INNER JOIN ops.passed_records ON archives.uri = passed_records.uri
WHERE passed_records.rule = 'refused';
