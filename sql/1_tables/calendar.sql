-- Days. One row per day from 2000-01-01 to 2049-12-31.
CREATE TABLE IF NOT EXISTS main.calendar (
    date DATE NOT NULL,
    year INTEGER NOT NULL,
    quarter INTEGER NOT NULL,
    month INTEGER NOT NULL,
    iso_week INTEGER NOT NULL,
    weekday INTEGER NOT NULL,
    is_weekend BOOLEAN NOT NULL
);

COMMENT ON TABLE main.calendar IS
'Days. One row per day from 2000-01-01 to 2049-12-31.';
COMMENT ON COLUMN main.calendar.date IS
'The day.';
COMMENT ON COLUMN main.calendar.year IS
'Calendar year.';
COMMENT ON COLUMN main.calendar.quarter IS
'Quarter, 1 to 4.';
COMMENT ON COLUMN main.calendar.month IS
'Month, 1 to 12.';
COMMENT ON COLUMN main.calendar.iso_week IS
'ISO 8601 week, 1 to 53.';
COMMENT ON COLUMN main.calendar.weekday IS
'ISO weekday, 1 = Monday.';
COMMENT ON COLUMN main.calendar.is_weekend IS
'Saturday or Sunday.';
