-- Must be empty: one place on one capture shows one article.
-- Severity: critical. Table: main.appearances.
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
