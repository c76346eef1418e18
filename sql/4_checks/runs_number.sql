-- Must be empty: runs have an order; else a clock that went back would decide which is the last.
-- Severity: critical. Table: ops.runs. Key: run_number.
-- When it fires: Steppe's fault, not a dump's: mend begin in flows/pipeline.py, then run again.
SELECT
    run_number,
    count(*) AS row_count
FROM ops.runs
GROUP BY run_number
HAVING
    count(*) > 1
    OR run_number IS NULL;
