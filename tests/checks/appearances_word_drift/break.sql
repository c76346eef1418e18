-- Texts of a day are cut to half.
INSERT INTO main.captures BY NAME
SELECT
    captures.* REPLACE (
        'other' AS outlet,
        'n' || days.day || '-' || pages.page AS capture_id,
        DATE '2026-01-01' + CAST(days.day AS INTEGER) AS captured_on
    )
FROM main.captures
CROSS JOIN range(8) AS days (day)
CROSS JOIN range(5) AS pages (page)
WHERE captures.capture_id = 'c1';
INSERT INTO main.appearances BY NAME
SELECT
    appearances.* REPLACE (captures.capture_id AS capture_id, places.place AS position)
FROM main.captures
CROSS JOIN range(4) AS places (place)
INNER JOIN main.appearances ON appearances.print_id = CASE WHEN captures.capture_id LIKE 'n7-%' THEN 'p1' ELSE 'p2' END
WHERE captures.capture_id LIKE 'n%';

-- Texts of a day are more than doubled.
INSERT INTO main.captures BY NAME
SELECT
    captures.* REPLACE (
        'other' AS outlet,
        'n' || days.day || '-' || pages.page AS capture_id,
        DATE '2026-01-01' + CAST(days.day AS INTEGER) AS captured_on
    )
FROM main.captures
CROSS JOIN range(8) AS days (day)
CROSS JOIN range(5) AS pages (page)
WHERE captures.capture_id = 'c1';
INSERT INTO main.appearances BY NAME
SELECT
    appearances.* REPLACE (captures.capture_id AS capture_id, places.place AS position)
FROM main.captures
CROSS JOIN range(4) AS places (place)
INNER JOIN main.appearances ON appearances.print_id = CASE WHEN captures.capture_id LIKE 'n7-%' THEN 'p2' ELSE 'p1' END
WHERE captures.capture_id LIKE 'n%';
