-- Articles by the country they are mostly about. One row per country, and one for articles without any.
SELECT
    country_focus.country_code,
    min(entities.canonical_name) AS country_name,
    count(*) AS article_count,
    CAST(sum(count(*)) OVER () AS BIGINT) AS total_article_count,
    count(*) OVER () AS total_count
FROM report.country_focus
LEFT JOIN main.entities
    ON
        country_focus.country_code = entities.country_code
        AND entities.entity_type = 'COUNTRY'
GROUP BY country_focus.country_code
ORDER BY
    country_focus.country_code IS NULL ASC,
    article_count DESC,
    country_focus.country_code ASC
LIMIT getvariable('most_countries');
