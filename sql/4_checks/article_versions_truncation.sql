-- Must be empty: a text that is not the longest of its edition is the beginning of the longest.
-- Severity: critical. Table: main.article_versions. Key: version_id.
-- When it fires: Steppe's fault, not a dump's: mend sql/2_views/recomputed_versions.sql, or recompute in
--   flows/warehouse/load.py where it misses an article, then run again.
WITH texts AS (
    SELECT
        article_versions.version_id,
        article_versions.article_id,
        article_versions.edition,
        article_versions.is_longest,
        prints.plain_body
    FROM main.article_versions
    INNER JOIN ops.prints ON article_versions.print_id = prints.print_id
)

SELECT
    texts.version_id,
    texts.article_id,
    texts.edition,
    longest.version_id AS longest_version_id
FROM texts
INNER JOIN texts AS longest
    ON
        texts.article_id = longest.article_id
        AND texts.edition = longest.edition
WHERE
    longest.is_longest
    AND NOT starts_with(longest.plain_body, texts.plain_body);
