-- Listings with a consistent pager that no article left, those that miss most articles first. One row per listing.
SELECT
    listing_id,
    article_count,
    pager_total,
    share_pct,
    pager_total - article_count AS missing_count,
    consistent_count,
    capture_count,
    inconsistent_count,
    count(*) OVER () AS total_count
FROM report.pager_coverage
WHERE NOT is_turned_over
ORDER BY
    missing_count DESC,
    listing_id ASC
LIMIT getvariable('most_rows');
