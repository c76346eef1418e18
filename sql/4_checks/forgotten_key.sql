-- Must be empty: a capture is forgotten once.
-- Severity: critical. Table: ops.forgotten. Key: capture_id.
-- When it fires: Steppe's fault, not a dump's: mend take_out in flows/warehouse/takedown.py, then run again.
SELECT
    capture_id,
    count(*) AS row_count
FROM ops.forgotten
GROUP BY capture_id
HAVING
    count(*) > 1
    OR capture_id IS NULL;
