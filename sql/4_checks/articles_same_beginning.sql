-- Must be empty: two articles of an outlet whose texts begin alike are perhaps one, edited or cut, under two headlines.
-- Severity: warning. Table: main.articles. Key: article_id.
-- When it fires: Read the headlines, as for articles_duplicates. Where all begin with the same words of the
--   site's own, add those to seeds/phrases.csv.
SELECT
    min(article_versions.article_id) AS article_id,
    list(DISTINCT article_versions.article_id ORDER BY article_versions.article_id ASC) AS article_ids,
    prints.outlet
FROM main.article_versions
INNER JOIN ops.prints ON article_versions.print_id = prints.print_id
WHERE
    article_versions.is_longest
    AND length(prints.plain_body) >= 200
GROUP BY
    prints.outlet,
    hash(prints.plain_body[:200])
HAVING
    count(DISTINCT article_versions.article_id) > 1
    AND count(DISTINCT hash(prints.plain_body)) > 1;
