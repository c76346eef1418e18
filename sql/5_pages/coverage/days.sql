-- Captures by day, the last weeks up to the last capture, days without any too. One row per day.
WITH last_day AS (
    SELECT max(captured_on) AS captured_on
    FROM main.captures
    WHERE captured_on <= (SELECT last_possible_day.last_possible_on FROM ops.last_possible_day)
),

first_days AS (
    SELECT
        captured_on AS last_date,
        CAST(date_trunc('week', captured_on) AS DATE) - 7 * (getvariable('most_weeks') - 1) AS first_date
    FROM last_day
),

counts AS (
    SELECT
        captured_on,
        count(*) AS capture_count
    FROM main.captures
    GROUP BY captured_on
)

SELECT
    calendar.date,
    calendar.weekday,
    coalesce(counts.capture_count, 0) AS capture_count
FROM first_days
INNER JOIN main.calendar ON calendar.date BETWEEN first_days.first_date AND first_days.last_date
LEFT JOIN counts ON calendar.date = counts.captured_on
ORDER BY calendar.date ASC;
