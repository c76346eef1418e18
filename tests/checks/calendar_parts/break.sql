-- Another year.
UPDATE main.calendar
SET year = year + 1
WHERE date = '2024-12-30';

-- Another quarter.
UPDATE main.calendar
SET quarter = quarter + 1
WHERE date = '2024-12-30';

-- Another month.
UPDATE main.calendar
SET month = month + 1
WHERE date = '2024-12-30';

-- Another iso_week.
UPDATE main.calendar
SET iso_week = iso_week + 1
WHERE date = '2024-12-30';

-- Another weekday.
UPDATE main.calendar
SET weekday = weekday + 1
WHERE date = '2024-12-30';

-- A Monday taken for a weekend.
UPDATE main.calendar
SET is_weekend = TRUE
WHERE date = '2024-12-30';
