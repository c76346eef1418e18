-- How much of a listing was captured, over all days. One row per listing.
CREATE OR REPLACE VIEW report.pager_coverage AS
WITH dated_captures AS (
    SELECT
        captures.capture_id,
        captures.listing_id,
        captures.pager_total,
        captures.pager_is_consistent,
        CASE
            WHEN captures.captured_on <= last_possible_day.last_possible_on THEN captures.captured_on
        END AS captured_on
    FROM main.captures
    CROSS JOIN ops.last_possible_day
),

listings AS (
    SELECT
        dated_captures.listing_id,
        first(
            dated_captures.pager_total
            ORDER BY dated_captures.captured_on DESC NULLS LAST, dated_captures.capture_id DESC
        ) FILTER (WHERE dated_captures.pager_is_consistent) AS pager_total,
        count(*) AS capture_count,
        count(*) FILTER (WHERE dated_captures.pager_is_consistent) AS consistent_count,
        count(*) FILTER (WHERE NOT dated_captures.pager_is_consistent) AS inconsistent_count,
        count(*) FILTER (WHERE dated_captures.captured_on IS NULL) AS undated_count
    FROM dated_captures
    GROUP BY dated_captures.listing_id
),

listed_articles AS (
    SELECT
        dated_captures.listing_id,
        count(DISTINCT appearances.article_id) AS article_count
    FROM dated_captures
    INNER JOIN main.appearances ON dated_captures.capture_id = appearances.capture_id
    WHERE dated_captures.pager_is_consistent
    GROUP BY dated_captures.listing_id
)

SELECT
    listings.listing_id,
    coalesce(listed_articles.article_count, 0) AS article_count,
    listings.pager_total,
    CASE
        WHEN coalesce(listed_articles.article_count, 0) <= listings.pager_total
            THEN 100 * coalesce(listed_articles.article_count, 0) / nullif(listings.pager_total, 0)
    END AS share_pct,
    coalesce(listed_articles.article_count, 0) > listings.pager_total AS is_turned_over,
    listings.capture_count,
    listings.consistent_count,
    listings.inconsistent_count,
    listings.undated_count
FROM listings
LEFT JOIN listed_articles ON listings.listing_id = listed_articles.listing_id;

COMMENT ON VIEW report.pager_coverage IS
'How much of a listing was captured, over all days. One row per listing.';
COMMENT ON COLUMN report.pager_coverage.listing_id IS
'The listing: page_url without its page number; without a URL, the capture_id.';
COMMENT ON COLUMN report.pager_coverage.article_count IS
'Different articles on its captures with a consistent pager.';
COMMENT ON COLUMN report.pager_coverage.pager_total IS
'Articles the listing has, by the last capture with a consistent pager; NULL without one.';
COMMENT ON COLUMN report.pager_coverage.share_pct IS
'article_count over pager_total, per cent, at most: articles that left count too; NULL if is_turned_over or unknown.';
COMMENT ON COLUMN report.pager_coverage.is_turned_over IS
'Whether more articles were seen there than it holds: some left, no share can be told. NULL if unknown.';
COMMENT ON COLUMN report.pager_coverage.capture_count IS
'Captures of the listing.';
COMMENT ON COLUMN report.pager_coverage.consistent_count IS
'Of these, captures with a consistent pager: those that count.';
COMMENT ON COLUMN report.pager_coverage.inconsistent_count IS
'Of these, captures whose pager contradicts itself or the URL: counted here alone. The rest has no pager.';
COMMENT ON COLUMN report.pager_coverage.undated_count IS
'Of these, captures undated, or of a day after ops.last_possible_day; they count, behind all dated ones.';
