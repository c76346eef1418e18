-- New articles by day of first capture. One row per day that has a capture.
CREATE OR REPLACE VIEW report.articles_daily AS
WITH capture_days AS (
    SELECT
        captures.captured_on,
        count(*) AS capture_count
    FROM main.captures
    CROSS JOIN ops.last_possible_day
    WHERE captures.captured_on <= last_possible_day.last_possible_on
    GROUP BY captures.captured_on
),

new_articles AS (
    SELECT
        articles.first_captured_on,
        count(*) AS article_count
    FROM main.articles
    GROUP BY articles.first_captured_on
),

article_totals AS (
    SELECT
        count(*) AS total_article_count,
        count(*)
        - count(*) FILTER (WHERE articles.first_captured_on <= last_possible_day.last_possible_on) AS undated_count
    FROM main.articles
    CROSS JOIN ops.last_possible_day
)

SELECT
    capture_days.captured_on AS date,
    coalesce(new_articles.article_count, 0) AS article_count,
    capture_days.capture_count,
    article_totals.total_article_count,
    article_totals.undated_count
FROM capture_days
LEFT JOIN new_articles ON capture_days.captured_on = new_articles.first_captured_on
CROSS JOIN article_totals;

COMMENT ON VIEW report.articles_daily IS
'New articles by day of first capture. One row per day that has a capture.';
COMMENT ON COLUMN report.articles_daily.date IS
'Day of capture; none after ops.last_possible_day.';
COMMENT ON COLUMN report.articles_daily.article_count IS
'Articles first seen on that day.';
COMMENT ON COLUMN report.articles_daily.capture_count IS
'Captures of that day: what there was to see.';
COMMENT ON COLUMN report.articles_daily.total_article_count IS
'Articles of the warehouse, dated or not; the same in every row.';
COMMENT ON COLUMN report.articles_daily.undated_count IS
'Of these, articles undated or first seen on such a day, so in no row; the same in every row.';
