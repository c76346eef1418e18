-- Articles, and how many of them are undated, cut and edited. One row.
SELECT
    count(*) AS article_count,
    count(*) FILTER (WHERE first_captured_on IS NULL) AS undated_count,
    count(*) FILTER (WHERE is_truncated) AS truncated_count,
    count(*) FILTER (WHERE edition_count > 1) AS edited_count,
    count(*) FILTER (WHERE appearance_count > 1) AS reappearing_count
FROM report.articles_latest;
