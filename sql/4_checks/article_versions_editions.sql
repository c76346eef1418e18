-- Must be empty: editions of an article are numbered from 1 without a gap.
-- Severity: critical. Table: main.article_versions.
SELECT
    article_id,
    min(edition) AS first_edition,
    max(edition) AS last_edition,
    count(DISTINCT edition) AS edition_count
FROM main.article_versions
GROUP BY article_id
HAVING
    first_edition <> 1
    OR last_edition <> edition_count;
