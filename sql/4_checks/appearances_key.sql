-- Must be empty: one place on one capture shows one article.
-- Severity: critical. Table: main.appearances. Key: capture_id, position.
-- When it fires: Steppe's fault, not a dump's: mend load in flows/warehouse/load.py, which replaces what a
--   capture had, then run again.
SELECT
    capture_id,
    position,
    count(*) AS row_count
FROM main.appearances
GROUP BY
    capture_id,
    position
HAVING
    count(*) > 1
    OR capture_id IS NULL
    OR position IS NULL;
