-- The largest moves from one observed day to the next, with the news of that day. One row per country, pair and day.
SELECT
    country_code,
    base_currency,
    quote_currency,
    date,
    rate,
    rate_text,
    previous_rate,
    previous_rate_text,
    previous_observed_on,
    date_diff('day', previous_observed_on, date) AS days_between,
    change_pct,
    article_count,
    day_article_count,
    is_ambiguous,
    count(*) OVER () AS total_count
FROM report.news_and_rates
WHERE
    change_pct IS NOT NULL
    AND change_pct != 0
ORDER BY
    abs(change_pct) DESC,
    date DESC,
    base_currency ASC,
    country_code ASC
LIMIT getvariable('most_moves');
