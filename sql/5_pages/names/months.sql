-- The last months with the articles first seen in them, months without any too. One row per month.
WITH last_month AS (
    SELECT CAST(date_trunc('month', max(first_captured_on)) AS DATE) AS month_starts_on
    FROM main.articles
    WHERE first_captured_on <= (SELECT last_possible_day.last_possible_on FROM ops.last_possible_day)
),

months AS (
    SELECT
        unnest(
            generate_series(
                last_month.month_starts_on - to_months(getvariable('most_months') - 1),
                last_month.month_starts_on,
                INTERVAL 1 MONTH
            )
        ) AS month_starts_on
    FROM last_month
)

SELECT
    CAST(months.month_starts_on AS DATE) AS month_starts_on,
    count(articles.article_id) AS article_count
FROM months
LEFT JOIN main.articles ON months.month_starts_on = date_trunc('month', articles.first_captured_on)
GROUP BY ALL
ORDER BY month_starts_on ASC;
