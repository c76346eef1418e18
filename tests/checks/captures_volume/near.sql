-- Four times as many.
INSERT INTO main.captures BY NAME
SELECT
    captures.* REPLACE (
        'other' AS outlet,
        'n' || days.day || '-' || pages.page AS capture_id,
        DATE '2026-01-01' + CAST(days.day AS INTEGER) AS captured_on
    )
FROM main.captures
CROSS JOIN range(12) AS days (day)
CROSS JOIN range(40) AS pages (page)
WHERE captures.capture_id = 'c1' AND (days.day = 11 OR pages.page < 8) AND (days.day < 11 OR pages.page < 32);

-- A quarter of the usual.
INSERT INTO main.captures BY NAME
SELECT
    captures.* REPLACE (
        'other' AS outlet,
        'n' || days.day || '-' || pages.page AS capture_id,
        DATE '2026-01-01' + CAST(days.day AS INTEGER) AS captured_on
    )
FROM main.captures
CROSS JOIN range(13) AS days (day)
CROSS JOIN range(8) AS pages (page)
WHERE captures.capture_id = 'c1' AND (days.day <> 11 OR pages.page < 2);

-- Hardly any on the last day, which may grow.
INSERT INTO main.captures BY NAME
SELECT
    captures.* REPLACE (
        'other' AS outlet,
        'n' || days.day || '-' || pages.page AS capture_id,
        DATE '2026-01-01' + CAST(days.day AS INTEGER) AS captured_on
    )
FROM main.captures
CROSS JOIN range(12) AS days (day)
CROSS JOIN range(8) AS pages (page)
WHERE captures.capture_id = 'c1' AND (days.day <> 11 OR pages.page < 1);

-- A jump before there is a week to compare with.
INSERT INTO main.captures BY NAME
SELECT
    captures.* REPLACE (
        'other' AS outlet,
        'n' || days.day || '-' || pages.page AS capture_id,
        DATE '2026-01-01' + CAST(days.day AS INTEGER) AS captured_on
    )
FROM main.captures
CROSS JOIN range(7) AS days (day)
CROSS JOIN range(40) AS pages (page)
WHERE captures.capture_id = 'c1' AND (days.day = 6 OR pages.page < 1);
