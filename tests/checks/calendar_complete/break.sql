-- A day is missing.
DELETE FROM main.calendar
WHERE date = '2024-02-29';

-- A day too many.
INSERT INTO main.calendar BY NAME
SELECT * REPLACE (DATE '2050-01-01' AS date)
FROM main.calendar
LIMIT 1;

-- None at all.
DELETE FROM main.calendar;
