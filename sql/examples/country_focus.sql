-- How many articles have each country as their main one?
SELECT
    country_code,
    count(*) AS article_count,
    round(avg(share_pct), 1) AS mean_share_pct
FROM report.country_focus
GROUP BY country_code
ORDER BY article_count DESC, country_code ASC;
