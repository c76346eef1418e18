-- How many articles were first seen on each day, from how many captures?
SELECT
    date,
    article_count,
    capture_count,
    total_article_count,
    undated_count
FROM report.articles_daily
ORDER BY date;
