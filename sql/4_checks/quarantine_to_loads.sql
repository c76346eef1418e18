-- Must be empty: what was refused is in the load log, unless its whole run was refused.
-- Severity: critical. Table: quality.quarantine.
SELECT
    quarantine.quarantine_id,
    quarantine.capture_id,
    quarantine.first_run_id
FROM quality.quarantine
ANTI JOIN ops.loads ON quarantine.capture_id = loads.capture_id
ANTI JOIN ops.runs ON quarantine.first_run_id = runs.run_id AND runs.status = 'refused';
