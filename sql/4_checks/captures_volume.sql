-- Must be empty: a day brings as many captures of an outlet as the days before it, to a factor of four.
-- Severity: warning. Table: main.captures. Key: outlet, captured_on.
-- When it fires: Ask the crawler: too few, it failed that day, so crawl again; too many, it caught up or went
--   in circles. Counts a day follow the crawl: use shares of that day's articles.
-- Days without any capture are no rows here; the last day of an outlet may still grow, so it is never too small.
WITH days AS (
    SELECT
        captures.outlet,
        captures.captured_on,
        count(*) AS capture_count
    FROM main.captures
    WHERE captures.captured_on IS NOT NULL
    GROUP BY
        captures.outlet,
        captures.captured_on
),

compared_days AS (
    SELECT
        days.outlet,
        days.captured_on,
        days.capture_count,
        lead(days.captured_on) OVER outlets IS NULL AS is_last,
        median(days.capture_count) OVER trailing_days AS usual_count,
        count(*) OVER trailing_days AS day_count
    FROM days
    WINDOW
        outlets AS (
            PARTITION BY days.outlet
            ORDER BY days.captured_on ASC
        ),
        trailing_days AS (
            PARTITION BY days.outlet
            ORDER BY days.captured_on ASC
            ROWS BETWEEN 14 PRECEDING AND 1 PRECEDING
        )
)

SELECT
    outlet,
    captured_on,
    capture_count,
    usual_count
FROM compared_days
WHERE
    day_count >= 7
    AND greatest(capture_count, usual_count) >= 8
    AND (capture_count > 4 * usual_count OR (4 * capture_count < usual_count AND NOT is_last));
