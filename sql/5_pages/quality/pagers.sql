-- Listings with a consistent pager, those that miss most articles first. One row per listing.
SELECT
    listing_id,
    article_count,
    pager_total,
    share_pct,
    greatest(pager_total - article_count, 0) AS missing_count,
    consistent_count,
    capture_count,
    inconsistent_count,
    count(*) OVER () AS total_count
FROM report.pager_coverage
WHERE pager_total IS NOT NULL
ORDER BY
    missing_count DESC,
    listing_id ASC
LIMIT getvariable('most_rows');
