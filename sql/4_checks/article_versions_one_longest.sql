-- Must be empty: an edition has one longest text.
-- Severity: critical. Table: main.article_versions.
SELECT
    article_id,
    edition,
    count(*) AS version_count,
    count(*) FILTER (WHERE is_longest) AS longest_count
FROM main.article_versions
GROUP BY
    article_id,
    edition
HAVING longest_count <> 1;
