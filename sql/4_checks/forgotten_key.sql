-- Must be empty: a capture is forgotten once.
-- Severity: critical. Table: ops.forgotten.
SELECT
    capture_id,
    count(*) AS row_count
FROM ops.forgotten
GROUP BY capture_id
HAVING
    count(*) > 1
    OR capture_id IS NULL;
