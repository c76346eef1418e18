-- Editions of the articles edited last, each with its longest text. One row per article and edition.
WITH edited AS (
    SELECT
        article_id,
        last_captured_on,
        last_captured_on <= (SELECT last_possible_day.last_possible_on FROM ops.last_possible_day) AS has_day,
        count(*) OVER () AS total_count
    FROM main.articles
    WHERE edition_count > 1
    ORDER BY
        has_day DESC NULLS LAST,
        last_captured_on DESC NULLS LAST,
        article_id ASC
    LIMIT getvariable('most_edited')
),

places AS (
    SELECT
        article_versions.article_id,
        article_versions.edition,
        first(appearances.capture_id ORDER BY captures.captured_on ASC NULLS LAST, captures.capture_id ASC)
            AS capture_id,
        first(appearances.line_start ORDER BY captures.captured_on ASC NULLS LAST, captures.capture_id ASC)
            AS line_start
    FROM edited
    INNER JOIN main.article_versions ON edited.article_id = article_versions.article_id
    INNER JOIN main.appearances ON article_versions.version_id = appearances.version_id
    INNER JOIN main.captures ON appearances.capture_id = captures.capture_id
    GROUP BY
        article_versions.article_id,
        article_versions.edition
)

SELECT
    edited.article_id,
    article_versions.edition,
    article_versions.headline,
    left(article_versions.body, getvariable('most_letters')) AS body,
    article_versions.word_count,
    article_versions.is_truncated,
    article_history.first_captured_on,
    article_history.char_count_change,
    places.capture_id,
    places.line_start,
    edited.total_count
FROM edited
INNER JOIN main.article_versions ON edited.article_id = article_versions.article_id
INNER JOIN report.article_history ON article_versions.version_id = article_history.version_id
INNER JOIN places
    ON
        article_versions.article_id = places.article_id
        AND article_versions.edition = places.edition
WHERE article_versions.is_longest
ORDER BY
    edited.has_day DESC NULLS LAST,
    edited.last_captured_on DESC NULLS LAST,
    edited.article_id ASC,
    article_versions.edition ASC;
