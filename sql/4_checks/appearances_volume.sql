-- Must be empty: pages of a layout hold about as many items as on the days before, no less than half.
-- Severity: warning. Table: main.appearances. Key: outlet, layout, captured_on.
-- When it fires: `steppe explain` a page of that day: the site changed its layout, or the crawler cut its
--   pages. Mend the grammar or crawl again; counts of that day are too low until then.
WITH items AS (
    SELECT
        appearances.capture_id,
        count(*) AS item_count
    FROM main.appearances
    GROUP BY appearances.capture_id
),

days AS (
    SELECT
        captures.outlet,
        captures.layout,
        captures.captured_on,
        count(*) AS capture_count,
        avg(coalesce(items.item_count, 0)) AS items_a_page
    FROM main.captures
    LEFT JOIN items ON captures.capture_id = items.capture_id
    WHERE captures.captured_on IS NOT NULL
    GROUP BY
        captures.outlet,
        captures.layout,
        captures.captured_on
),

compared_days AS (
    SELECT
        days.*,
        median(days.items_a_page) OVER trailing_days AS usual_items_a_page,
        count(*) OVER trailing_days AS day_count
    FROM days
    WINDOW trailing_days AS (
        PARTITION BY days.outlet, days.layout
        ORDER BY days.captured_on ASC
        ROWS BETWEEN 14 PRECEDING AND 1 PRECEDING
    )
)

SELECT
    outlet,
    layout,
    captured_on,
    capture_count,
    round(items_a_page, 1) AS items_a_page,
    round(usual_items_a_page, 1) AS usual_items_a_page
FROM compared_days
WHERE
    capture_count >= 3
    AND day_count >= 7
    AND 2 * items_a_page < usual_items_a_page;
