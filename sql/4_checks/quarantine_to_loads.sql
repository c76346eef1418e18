-- Must be empty: what was refused is in the load log, unless its whole run was refused.
-- Severity: critical. Table: quality.quarantine. Key: quarantine_id.
-- When it fires: Steppe's fault, not a dump's: mend refine in flows/pipeline.py, which logs the loads of a
--   batch, then run again.
SELECT
    quarantine.quarantine_id,
    quarantine.capture_id,
    quarantine.first_run_id
FROM quality.quarantine
ANTI JOIN ops.loads ON quarantine.capture_id = loads.capture_id
ANTI JOIN ops.runs ON quarantine.first_run_id = runs.run_id AND runs.status = 'refused';
