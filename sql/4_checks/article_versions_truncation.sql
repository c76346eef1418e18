-- Must be empty: a text that is not the longest of its edition is the beginning of the longest.
-- Severity: critical. Table: main.article_versions. Key: version_id.
-- Scope: article.
-- When it fires: Steppe's fault, not a dump's: mend sql/2_views/recomputed_versions.sql, or recompute in
--   flows/warehouse/load.py where it misses an article, then run again.
-- By length and hash: two texts a row would not fit in memory.
WITH texts AS (
    SELECT
        article_versions.version_id,
        article_versions.article_id,
        article_versions.edition,
        length(prints.plain_body) AS char_count,
        hash(prints.plain_body) AS text_hash
    FROM main.article_versions
    INNER JOIN ops.prints ON article_versions.print_id = prints.print_id
    WHERE NOT article_versions.is_longest
),

longest AS (
    SELECT
        texts.version_id,
        texts.article_id,
        texts.edition,
        texts.char_count,
        texts.text_hash,
        article_versions.version_id AS longest_version_id,
        article_versions.print_id
    FROM texts
    INNER JOIN main.article_versions
        ON
            texts.article_id = article_versions.article_id
            AND texts.edition = article_versions.edition
    WHERE article_versions.is_longest
)

SELECT
    longest.version_id,
    longest.article_id,
    longest.edition,
    longest.longest_version_id
FROM longest
INNER JOIN ops.prints ON longest.print_id = prints.print_id
WHERE longest.text_hash <> hash(left(prints.plain_body, longest.char_count));
