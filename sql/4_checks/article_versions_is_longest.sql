-- Must be empty: a text is the longest of its edition unless another text of the article begins with it.
-- Severity: critical. Table: main.article_versions. Key: version_id.
-- Scope: article.
-- When it fires: Steppe's fault, not a dump's: mend sql/2_views/recomputed_versions.sql, or recompute in
--   flows/warehouse/load.py where it misses an article, then run again.
-- In byte order, the texts that begin with a text follow right upon it: one look at the next is enough.
WITH texts AS (
    SELECT
        article_versions.version_id,
        article_versions.article_id,
        article_versions.is_longest,
        prints.plain_body,
        lead(prints.plain_body) OVER (
            PARTITION BY article_versions.article_id
            ORDER BY prints.plain_body ASC, article_versions.version_id DESC
        ) AS next_body
    FROM main.article_versions
    INNER JOIN ops.prints ON article_versions.print_id = prints.print_id
)

SELECT
    version_id,
    article_id,
    is_longest
FROM texts
WHERE is_longest = coalesce(starts_with(next_body, plain_body), FALSE);
