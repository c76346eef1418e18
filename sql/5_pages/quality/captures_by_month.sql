-- Dated captures of the last months up to the day of the run, empty months too. One row per month.
WITH months AS (
    SELECT CAST(month_start AS DATE) AS month_start
    FROM
        generate_series(
            date_trunc('month', getvariable('as_of')) - to_months(getvariable('most_months') - 1),
            date_trunc('month', getvariable('as_of')),
            INTERVAL 1 MONTH
        ) AS series (month_start)
),

counts AS (
    SELECT
        CAST(date_trunc('month', captured_on) AS DATE) AS month_start,
        count(*) AS capture_count
    FROM main.captures
    WHERE captured_on IS NOT NULL
    GROUP BY ALL
)

SELECT
    months.month_start,
    coalesce(counts.capture_count, 0) AS capture_count,
    (SELECT count(*) FROM main.captures) AS total_capture_count
FROM months
LEFT JOIN counts ON months.month_start = counts.month_start
ORDER BY months.month_start ASC;
