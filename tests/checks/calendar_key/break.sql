-- A row twice.
INSERT INTO main.calendar
SELECT *
FROM main.calendar
LIMIT 1;

-- A row without date.
ALTER TABLE main.calendar ALTER COLUMN date DROP NOT NULL;
INSERT INTO main.calendar
SELECT * REPLACE (NULL AS date)
FROM main.calendar
LIMIT 1;
