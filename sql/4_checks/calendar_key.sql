-- Must be empty: a day is one row; twice, all that happened on it counts twice in a join.
-- Severity: critical. Table: main.calendar. Key: date.
-- When it fires: Steppe's fault, not a dump's: mend CALENDAR in flows/warehouse/build.py, and move
--   X.state/build.duckdb away, then run again.
SELECT
    date,
    count(*) AS row_count
FROM main.calendar
GROUP BY date
HAVING
    count(*) > 1
    OR date IS NULL;
