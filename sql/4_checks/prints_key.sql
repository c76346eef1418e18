-- Must be empty: an exact text is one row; texts of versions are taken from it.
-- Severity: critical. Table: ops.prints. Key: print_id.
-- When it fires: Steppe's fault, not a dump's: mend _add_prints in flows/warehouse/load.py, then run again.
SELECT
    print_id,
    count(*) AS row_count
FROM ops.prints
GROUP BY print_id
HAVING
    count(*) > 1
    OR print_id IS NULL;
