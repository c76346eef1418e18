-- Must be empty: a dump is one capture, named by its bytes; twice, all it prints counts twice.
-- Severity: critical. Table: main.captures. Key: capture_id.
-- When it fires: Steppe's fault, not a dump's: mend load in flows/warehouse/load.py, which replaces what a
--   capture had, then run again.
SELECT
    capture_id,
    count(*) AS row_count
FROM main.captures
GROUP BY capture_id
HAVING
    count(*) > 1
    OR capture_id IS NULL;
