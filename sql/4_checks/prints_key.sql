-- Must be empty: an exact text is one row; texts of versions are taken from it.
-- Severity: critical. Table: ops.prints.
SELECT
    print_id,
    count(*) AS row_count
FROM ops.prints
GROUP BY print_id
HAVING
    count(*) > 1
    OR print_id IS NULL;
