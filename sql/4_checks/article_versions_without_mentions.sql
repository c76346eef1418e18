-- Must be empty: of an outlet's texts of 100 words or more, at most a fifth name nobody and nothing.
-- Severity: warning. Table: main.article_versions. Key: outlet.
-- When it fires: Read some of its texts. Not English: counts of mentions do not speak of this outlet. English:
--   the names it writes about belong in seeds/entities/ and seeds/aliases/ (`steppe names list`).
WITH long_texts AS (
    SELECT
        articles.outlet,
        article_versions.version_id
    FROM main.article_versions
    INNER JOIN main.articles ON article_versions.article_id = articles.article_id
    WHERE
        article_versions.is_longest
        AND article_versions.word_count >= 100
),

named_texts AS (
    SELECT DISTINCT mentions.version_id
    FROM main.mentions
)

SELECT
    long_texts.outlet,
    count(*) AS text_count,
    count(*) FILTER (WHERE named_texts.version_id IS NULL) AS nameless_count
FROM long_texts
LEFT JOIN named_texts ON long_texts.version_id = named_texts.version_id
GROUP BY long_texts.outlet
HAVING
    text_count >= 5
    AND nameless_count > 0.2 * text_count;
