-- Must be empty: the calendar holds every day from 2000-01-01 to 2049-12-31 and no other.
-- Severity: critical. Table: main.calendar. Key: date.
-- When it fires: Steppe's fault, not a dump's: mend CALENDAR in flows/warehouse/build.py, and move
--   X.state/build.duckdb away, then run again.
WITH days AS (
    SELECT CAST(series.day AS DATE) AS date
    FROM generate_series(DATE '2000-01-01', DATE '2049-12-31', INTERVAL 1 DAY) AS series (day)
)

SELECT
    coalesce(calendar.date, days.date) AS date,
    calendar.date IS NULL AS is_missing
FROM main.calendar
FULL JOIN days ON calendar.date = days.date
WHERE
    calendar.date IS NULL
    OR days.date IS NULL;
