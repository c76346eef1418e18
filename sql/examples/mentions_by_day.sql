-- How does the share of articles that mention Uzbekistan change from day to day?
SELECT
    date,
    article_count,
    day_article_count,
    round(share_pct, 1) AS share_pct,
    undated_count
FROM report.mentions_daily
WHERE canonical_name = 'Uzbekistan'
ORDER BY date;
