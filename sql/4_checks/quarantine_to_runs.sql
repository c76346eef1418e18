-- Must be empty: a refusal was made, and resolved, in runs that the log holds.
-- Severity: critical. Table: quality.quarantine. Key: quarantine_id.
-- References: first_run_id to ops.runs; resolved_run_id to ops.runs.
-- When it fires: Steppe's fault, not a dump's: mend begin in flows/pipeline.py, or undo in
--   flows/warehouse/release.py, then run again.
SELECT
    quarantine.quarantine_id,
    quarantine.first_run_id,
    quarantine.resolved_run_id
FROM quality.quarantine
LEFT JOIN ops.runs AS first_runs ON quarantine.first_run_id = first_runs.run_id
LEFT JOIN ops.runs AS resolved_runs ON quarantine.resolved_run_id = resolved_runs.run_id
WHERE
    first_runs.run_id IS NULL
    OR (quarantine.resolved_run_id IS NOT NULL AND resolved_runs.run_id IS NULL);
