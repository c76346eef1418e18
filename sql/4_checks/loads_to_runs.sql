-- Must be empty: a capture was loaded in a run that the log holds.
-- Severity: critical. Table: ops.loads.
SELECT
    loads.capture_id,
    loads.run_id
FROM ops.loads
ANTI JOIN ops.runs ON loads.run_id = runs.run_id;
