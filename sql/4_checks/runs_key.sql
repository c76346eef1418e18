-- Must be empty: a run is one row.
-- Severity: critical. Table: ops.runs.
SELECT
    run_id,
    count(*) AS row_count
FROM ops.runs
GROUP BY run_id
HAVING
    count(*) > 1
    OR run_id IS NULL;
