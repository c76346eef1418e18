-- Must be empty: a dump is one capture, named by its bytes; twice, all it prints counts twice.
-- Severity: critical. Table: main.captures.
SELECT
    capture_id,
    count(*) AS row_count
FROM main.captures
GROUP BY capture_id
HAVING
    count(*) > 1
    OR capture_id IS NULL;
