-- How much of all listings was captured. One row.
SELECT
    count(*) AS listing_count,
    count(pager_total) AS paged_listing_count,
    count(*) FILTER (WHERE article_count = pager_total) AS whole_listing_count,
    count(*) FILTER (WHERE is_turned_over) AS turned_over_count,
    CAST(coalesce(sum(article_count) FILTER (WHERE NOT is_turned_over), 0) AS BIGINT) AS article_count,
    CAST(coalesce(sum(pager_total) FILTER (WHERE NOT is_turned_over), 0) AS BIGINT) AS pager_total,
    CAST(coalesce(sum(capture_count), 0) AS BIGINT) AS capture_count,
    CAST(coalesce(sum(consistent_count), 0) AS BIGINT) AS consistent_count,
    CAST(coalesce(sum(inconsistent_count), 0) AS BIGINT) AS inconsistent_count
FROM report.pager_coverage;
