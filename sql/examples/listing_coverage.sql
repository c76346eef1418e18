-- How much of each listing has been captured?
SELECT
    listing_id,
    article_count,
    pager_total,
    round(share_pct, 1) AS share_pct,
    capture_count,
    inconsistent_count
FROM report.pager_coverage
ORDER BY share_pct DESC NULLS LAST, listing_id ASC;
