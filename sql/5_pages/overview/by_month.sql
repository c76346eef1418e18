-- Captures and new articles by month, the last months that have any. One row per month.
WITH months AS (
    SELECT
        CAST(date_trunc('month', date) AS DATE) AS month_starts_on,
        CAST(sum(capture_count) AS BIGINT) AS capture_count,
        CAST(sum(article_count) AS BIGINT) AS article_count
    FROM report.articles_daily
    GROUP BY ALL
),

bounds AS (
    SELECT
        greatest(
            min(month_starts_on),
            CAST(max(month_starts_on) - to_months(getvariable('most_months') - 1) AS DATE)
        ) AS first_month,
        max(month_starts_on) AS last_month
    FROM months
),

series AS (
    SELECT unnest(generate_series(first_month, last_month, INTERVAL 1 MONTH)) AS month_starts_on
    FROM bounds
),

totals AS (
    SELECT any_value(total_article_count) AS total_article_count
    FROM report.articles_daily
),

all_captures AS (
    SELECT count(*) AS total_capture_count
    FROM main.captures
)

SELECT
    CAST(series.month_starts_on AS DATE) AS month_starts_on,
    coalesce(months.capture_count, 0) AS capture_count,
    coalesce(months.article_count, 0) AS article_count,
    all_captures.total_capture_count,
    totals.total_article_count
FROM series
CROSS JOIN totals
CROSS JOIN all_captures
LEFT JOIN months ON series.month_starts_on = months.month_starts_on
ORDER BY series.month_starts_on ASC;
