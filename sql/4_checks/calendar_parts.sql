-- Must be empty: the parts of a day are those of its date.
-- Severity: critical. Table: main.calendar. Key: date.
-- When it fires: Steppe's fault, not a dump's: mend CALENDAR in flows/warehouse/build.py, and move
--   X.state/build.duckdb away, then run again.
SELECT
    date,
    year,
    quarter,
    month,
    iso_week,
    weekday,
    is_weekend
FROM main.calendar
WHERE
    year <> year(date)
    OR quarter <> quarter(date)
    OR month <> month(date)
    OR iso_week <> weekofyear(date)
    OR weekday <> isodow(date)
    OR is_weekend <> (isodow(date) >= 6);
