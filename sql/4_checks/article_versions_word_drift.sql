-- Must be empty: an edition has at least half and at most twice the words of the one before.
-- Severity: warning. Table: main.article_versions. Key: version_id.
-- When it fires: Read both editions (report.article_history): a text cut by the page, a text that took in the
--   next item, or a true rewrite. The first two are mended in flows/parsing/, the last needs nothing.
-- A text that the site cut is no measure of its edition.
WITH editions AS (
    SELECT
        article_versions.version_id,
        article_versions.article_id,
        article_versions.edition,
        article_versions.word_count,
        lag(article_versions.word_count) OVER (
            PARTITION BY article_versions.article_id
            ORDER BY article_versions.edition ASC
        ) AS previous_word_count
    FROM main.article_versions
    WHERE
        article_versions.is_longest
        AND NOT article_versions.is_truncated
)

SELECT
    version_id,
    article_id,
    edition,
    word_count,
    previous_word_count
FROM editions
WHERE
    greatest(word_count, previous_word_count) >= 50
    AND 2 * least(word_count, previous_word_count) < greatest(word_count, previous_word_count);
