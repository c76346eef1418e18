-- Must be empty: a verdict was given in a run that the log holds.
-- Severity: critical. Table: quality.check_results. Key: run_id, batch_id, suite, check_name.
-- References: run_id to ops.runs.
-- When it fires: Steppe's fault, not a dump's: mend begin in flows/pipeline.py, or undo in
--   flows/warehouse/release.py, then run again.
SELECT
    check_results.run_id,
    check_results.batch_id,
    check_results.suite,
    check_results.check_name
FROM quality.check_results
ANTI JOIN ops.runs ON check_results.run_id = runs.run_id;
