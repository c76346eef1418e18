-- Must be empty: a verdict was given in a run that the log holds.
-- Severity: critical. Table: quality.check_results.
SELECT
    check_results.run_id,
    check_results.batch_id,
    check_results.suite,
    check_results.check_name
FROM quality.check_results
ANTI JOIN ops.runs ON check_results.run_id = runs.run_id;
