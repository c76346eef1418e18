-- Must be empty: the load log says once by which versions a capture was loaded.
-- Severity: critical. Table: ops.loads. Key: capture_id.
-- When it fires: Steppe's fault, not a dump's: mend load in flows/warehouse/load.py, then run again.
SELECT
    capture_id,
    count(*) AS row_count
FROM ops.loads
GROUP BY capture_id
HAVING
    count(*) > 1
    OR capture_id IS NULL;
