-- Must be empty: a check gives one verdict for a batch of a run.
-- Severity: critical. Table: quality.check_results. Key: run_id, batch_id, suite, check_name.
-- When it fires: Steppe's fault, not a dump's: mend flows/warehouse/audit_log.py, then run again.
SELECT
    run_id,
    batch_id,
    suite,
    check_name,
    count(*) AS row_count
FROM quality.check_results
GROUP BY
    run_id,
    batch_id,
    suite,
    check_name
HAVING
    count(*) > 1
    OR run_id IS NULL
    OR batch_id IS NULL
    OR suite IS NULL
    OR check_name IS NULL;
