-- Five times as many as usual on the last day.
INSERT INTO main.captures BY NAME
SELECT
    captures.* REPLACE (
        'other' AS outlet,
        'n' || days.day || '-' || pages.page AS capture_id,
        DATE '2026-01-01' + CAST(days.day AS INTEGER) AS captured_on
    )
FROM main.captures
CROSS JOIN range(8) AS days (day)
CROSS JOIN range(40) AS pages (page)
WHERE captures.capture_id = 'c1' AND (days.day = 7 OR pages.page < 8);

-- A fifth of the usual on a day before the last.
INSERT INTO main.captures BY NAME
SELECT
    captures.* REPLACE (
        'other' AS outlet,
        'n' || days.day || '-' || pages.page AS capture_id,
        DATE '2026-01-01' + CAST(days.day AS INTEGER) AS captured_on
    )
FROM main.captures
CROSS JOIN range(9) AS days (day)
CROSS JOIN range(10) AS pages (page)
WHERE captures.capture_id = 'c1' AND (days.day <> 7 OR pages.page < 2);
