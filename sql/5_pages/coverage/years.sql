-- Dated captures by year. One row per year.
SELECT
    year(captured_on) AS year,
    count(*) AS capture_count,
    count(DISTINCT captured_on) AS captured_day_count,
    count(DISTINCT listing_id) AS listing_count
FROM main.captures
WHERE captured_on IS NOT NULL
GROUP BY ALL
ORDER BY year DESC
LIMIT getvariable('most_years');
