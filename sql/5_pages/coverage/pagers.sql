-- Listings by what is captured of the articles their pager counts, most captured first. One row per listing.
SELECT
    pager_coverage.listing_id,
    pager_coverage.article_count,
    pager_coverage.pager_total,
    pager_coverage.share_pct,
    pager_coverage.is_turned_over,
    pager_coverage.capture_count,
    pager_coverage.consistent_count,
    pager_coverage.inconsistent_count,
    count(DISTINCT coalesce(captures.page_number, 1)) AS page_count,
    min(captures.captured_on) AS first_captured_on,
    max(captures.captured_on) AS last_captured_on,
    count(*) OVER () AS total_count
FROM report.pager_coverage
INNER JOIN main.captures ON pager_coverage.listing_id = captures.listing_id
WHERE pager_coverage.pager_total IS NOT NULL
GROUP BY ALL
ORDER BY
    pager_coverage.article_count DESC,
    pager_coverage.listing_id ASC
LIMIT getvariable('most_listings');
