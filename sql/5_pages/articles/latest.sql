-- Articles last seen with the beginning of their text and where they stand. One row per article.
WITH latest AS (
    SELECT
        article_id,
        headline,
        genre,
        left(body, 480) AS beginning,
        word_count,
        is_truncated,
        edition_count,
        first_captured_on,
        last_captured_on,
        appearance_count,
        last_captured_on <= (SELECT last_possible_day.last_possible_on FROM ops.last_possible_day) AS has_day,
        count(*) OVER () AS total_count
    FROM report.articles_latest
    ORDER BY
        has_day DESC NULLS LAST,
        last_captured_on DESC NULLS LAST,
        article_id ASC
    LIMIT getvariable('most_articles')
)

SELECT
    latest.article_id,
    latest.headline,
    latest.genre,
    latest.beginning,
    latest.word_count,
    latest.is_truncated,
    latest.edition_count,
    latest.first_captured_on,
    latest.last_captured_on,
    latest.has_day,
    latest.appearance_count,
    first(appearances.capture_id ORDER BY captures.captured_on DESC NULLS LAST, captures.capture_id DESC) AS capture_id,
    first(appearances.line_start ORDER BY captures.captured_on DESC NULLS LAST, captures.capture_id DESC) AS line_start,
    first(appearances.line_end ORDER BY captures.captured_on DESC NULLS LAST, captures.capture_id DESC) AS line_end,
    latest.total_count
FROM latest
INNER JOIN main.appearances ON latest.article_id = appearances.article_id
INNER JOIN main.captures ON appearances.capture_id = captures.capture_id
GROUP BY ALL
ORDER BY
    latest.has_day DESC NULLS LAST,
    latest.last_captured_on DESC NULLS LAST,
    latest.article_id ASC;
