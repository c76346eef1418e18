-- Half the items.
INSERT INTO main.captures BY NAME
SELECT
    captures.* REPLACE (
        'other' AS outlet,
        'n' || days.day || '-' || pages.page AS capture_id,
        DATE '2026-01-01' + CAST(days.day AS INTEGER) AS captured_on
    )
FROM main.captures
CROSS JOIN range(8) AS days (day)
CROSS JOIN range(3) AS pages (page)
WHERE captures.capture_id = 'c1';
INSERT INTO main.appearances BY NAME
SELECT
    appearances.* REPLACE (captures.capture_id AS capture_id, places.place AS position)
FROM main.captures
CROSS JOIN range(4) AS places (place)
INNER JOIN main.appearances ON appearances.print_id = 'p1'
WHERE captures.capture_id LIKE 'n%' AND (captures.capture_id NOT LIKE 'n7-%' OR places.place < 2);

-- Two thin pages are no day.
INSERT INTO main.captures BY NAME
SELECT
    captures.* REPLACE (
        'other' AS outlet,
        'n' || days.day || '-' || pages.page AS capture_id,
        DATE '2026-01-01' + CAST(days.day AS INTEGER) AS captured_on
    )
FROM main.captures
CROSS JOIN range(8) AS days (day)
CROSS JOIN range(3) AS pages (page)
WHERE captures.capture_id = 'c1' AND (days.day < 7 OR pages.page < 2);
INSERT INTO main.appearances BY NAME
SELECT
    appearances.* REPLACE (captures.capture_id AS capture_id, places.place AS position)
FROM main.captures
CROSS JOIN range(4) AS places (place)
INNER JOIN main.appearances ON appearances.print_id = 'p1'
WHERE captures.capture_id LIKE 'n%' AND (captures.capture_id NOT LIKE 'n7-%' OR places.place = 0);
