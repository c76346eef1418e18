-- News of a country beside its currency by month, the last ones. One row per pair and month that has either.
WITH months AS (
    SELECT
        country_code,
        base_currency,
        quote_currency,
        CAST(date_trunc('month', date) AS DATE) AS month_starts_on,
        last(rate ORDER BY date ASC) FILTER (WHERE rate IS NOT NULL) AS last_rate,
        last(rate_text ORDER BY date ASC) FILTER (WHERE rate IS NOT NULL) AS last_rate_text,
        count(rate) AS observed_day_count,
        CAST(sum(article_count) AS BIGINT) AS article_count,
        CAST(sum(day_article_count) AS BIGINT) AS all_article_count,
        any_value(undated_count) AS undated_count
    FROM report.news_and_rates
    GROUP BY ALL
)

SELECT
    months.country_code,
    months.base_currency,
    months.quote_currency,
    currencies.name AS base_name,
    months.month_starts_on,
    months.last_rate,
    months.last_rate_text,
    100 * (
        months.last_rate / lag(months.last_rate IGNORE NULLS) OVER (
            PARTITION BY
                months.country_code,
                months.base_currency,
                months.quote_currency
            ORDER BY months.month_starts_on ASC
        ) - 1
    ) AS change_pct,
    months.observed_day_count,
    months.article_count,
    months.all_article_count,
    months.undated_count
FROM months
LEFT JOIN main.currencies ON months.base_currency = currencies.currency_code
QUALIFY
    dense_rank() OVER (ORDER BY months.country_code ASC, months.base_currency ASC, months.quote_currency ASC)
    <= getvariable('most_pairs')
    AND row_number() OVER (
        PARTITION BY
            months.country_code,
            months.base_currency,
            months.quote_currency
        ORDER BY months.month_starts_on DESC
    ) <= getvariable('most_months')
ORDER BY
    months.base_currency ASC,
    months.quote_currency ASC,
    months.country_code ASC,
    months.month_starts_on ASC;
