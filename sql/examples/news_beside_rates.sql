-- On which days did a currency move, and how much was its country in the news?
SELECT
    date,
    country_code,
    base_currency,
    rate,
    round(change_pct, 3) AS change_pct,
    article_count,
    day_article_count
FROM report.news_and_rates
WHERE change_pct IS NOT NULL
ORDER BY abs(change_pct) DESC, date, base_currency ASC
LIMIT 20;
