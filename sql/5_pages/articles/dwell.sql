-- Articles seen on the same listing for longest. One row per listing and article.
WITH longest AS (
    SELECT
        listing_id,
        article_id,
        first_listed_on,
        last_listed_on,
        days_listed,
        span_days,
        captured_day_count,
        best_rank,
        worst_rank,
        count(*) OVER () AS total_count
    FROM report.listing_dwell
    WHERE days_listed > 1
    ORDER BY
        days_listed DESC,
        span_days DESC,
        listing_id ASC,
        article_id ASC
    LIMIT getvariable('most_dwell')
)

SELECT
    longest.listing_id,
    articles.article_id,
    articles.headline,
    longest.first_listed_on,
    longest.last_listed_on,
    longest.days_listed,
    longest.span_days,
    longest.captured_day_count,
    longest.best_rank,
    longest.worst_rank,
    first(appearances.capture_id ORDER BY captures.captured_on DESC NULLS LAST, captures.capture_id DESC) AS capture_id,
    first(appearances.line_start ORDER BY captures.captured_on DESC NULLS LAST, captures.capture_id DESC) AS line_start,
    longest.total_count
FROM longest
INNER JOIN main.articles ON longest.article_id = articles.article_id
INNER JOIN main.appearances ON longest.article_id = appearances.article_id
INNER JOIN main.captures
    ON
        appearances.capture_id = captures.capture_id
        AND longest.listing_id = captures.listing_id
GROUP BY ALL
ORDER BY
    longest.days_listed DESC,
    longest.span_days DESC,
    longest.listing_id ASC,
    articles.article_id ASC;
