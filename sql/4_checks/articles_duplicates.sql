-- Must be empty: two articles of an outlet that share a text are perhaps one under two headlines.
-- Severity: warning. Table: main.articles. Key: article_id.
-- When it fires: Read the headlines. One article under two: count texts, not articles, where it matters; there
--   is no merging. A text of the site's own (a notice, an empty item): add it to seeds/phrases.csv.
-- By hash: the texts themselves would not fit in memory.
SELECT
    min(article_versions.article_id) AS article_id,
    list(DISTINCT article_versions.article_id ORDER BY article_versions.article_id ASC) AS article_ids,
    prints.outlet
FROM main.article_versions
INNER JOIN ops.prints ON article_versions.print_id = prints.print_id
WHERE
    article_versions.is_longest
    AND prints.plain_body <> ''
GROUP BY
    prints.outlet,
    hash(prints.plain_body)
HAVING count(DISTINCT article_versions.article_id) > 1;
