-- Must be empty: a day is one row; twice, all that happened on it counts twice in a join.
-- Severity: critical. Table: main.calendar.
SELECT
    date,
    count(*) AS row_count
FROM main.calendar
GROUP BY date
HAVING
    count(*) > 1
    OR date IS NULL;
