-- Must be empty: a row that broke a check belongs to a verdict that failed.
-- Severity: critical. Table: quality.check_failures. Key: run_id, batch_id, suite, check_name.
-- References: run_id, batch_id, suite, check_name to quality.check_results.
-- When it fires: Steppe's fault, not a dump's: mend flows/warehouse/audit_log.py, then run again.
SELECT
    check_failures.run_id,
    check_failures.batch_id,
    check_failures.suite,
    check_failures.check_name,
    check_failures.record_key
FROM quality.check_failures
LEFT JOIN quality.check_results
    ON
        check_failures.run_id = check_results.run_id
        AND check_failures.batch_id = check_results.batch_id
        AND check_failures.suite = check_results.suite
        AND check_failures.check_name = check_results.check_name
WHERE coalesce(check_results.is_success, TRUE);
