-- Articles seen first on the last days of capture. One row per article.
WITH newest AS (
    SELECT
        article_id,
        headline,
        genre,
        first_captured_on,
        appearance_count,
        count(*) OVER () AS total_count
    FROM main.articles
    WHERE first_captured_on <= (SELECT last_possible_day.last_possible_on FROM ops.last_possible_day)
    ORDER BY
        first_captured_on DESC,
        article_id ASC
    LIMIT getvariable('most_new')
)

SELECT
    newest.article_id,
    newest.headline,
    newest.genre,
    newest.first_captured_on,
    newest.appearance_count,
    first(appearances.capture_id ORDER BY captures.captured_on DESC NULLS LAST, captures.capture_id DESC) AS capture_id,
    first(appearances.line_start ORDER BY captures.captured_on DESC NULLS LAST, captures.capture_id DESC) AS line_start,
    newest.total_count
FROM newest
INNER JOIN main.appearances ON newest.article_id = appearances.article_id
INNER JOIN main.captures ON appearances.capture_id = captures.capture_id
GROUP BY ALL
ORDER BY
    newest.first_captured_on DESC,
    newest.article_id ASC;
