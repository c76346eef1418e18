-- New articles by month that mention the first of each type, the last months. One row per entity and month.
WITH first_names AS (
    SELECT entity_id
    FROM report.entity_ranking
    QUALIFY
        row_number() OVER (
            PARTITION BY entity_type
            ORDER BY
                rank ASC,
                entity_id ASC
        ) <= getvariable('most_names')
),

last_month AS (
    SELECT CAST(date_trunc('month', max(first_captured_on)) AS DATE) AS month_starts_on
    FROM main.articles
    WHERE first_captured_on <= (SELECT last_possible_day.last_possible_on FROM ops.last_possible_day)
)

SELECT
    mentions_daily.entity_id,
    CAST(date_trunc('month', mentions_daily.date) AS DATE) AS month_starts_on,
    CAST(sum(mentions_daily.article_count) AS BIGINT) AS article_count
FROM report.mentions_daily
INNER JOIN first_names ON mentions_daily.entity_id = first_names.entity_id
CROSS JOIN last_month
WHERE mentions_daily.date >= last_month.month_starts_on - to_months(getvariable('most_months') - 1)
GROUP BY ALL
ORDER BY
    mentions_daily.entity_id ASC,
    month_starts_on ASC;
