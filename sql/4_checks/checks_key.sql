-- Must be empty: a check of a suite has one meaning.
-- Severity: critical. Table: quality.checks. Key: suite, check_name.
-- When it fires: Steppe's fault, not a dump's: mend catalogue in flows/warehouse/checks.py; or two expectations
--   of a suite have one name, then run again.
SELECT
    suite,
    check_name,
    count(*) AS row_count
FROM quality.checks
GROUP BY
    suite,
    check_name
HAVING
    count(*) > 1
    OR suite IS NULL
    OR check_name IS NULL;
