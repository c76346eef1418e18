-- How much of a listing was captured. One row per listing.
CREATE OR REPLACE VIEW report.pager_coverage AS
WITH listings AS (
    SELECT
        captures.listing_id,
        first(
            captures.pager_total ORDER BY captures.captured_on DESC NULLS LAST, captures.capture_id DESC
        ) FILTER (WHERE captures.pager_is_consistent) AS pager_total,
        count(*) AS capture_count,
        count(*) FILTER (WHERE captures.pager_is_consistent) AS consistent_count,
        count(*) FILTER (WHERE NOT captures.pager_is_consistent) AS inconsistent_count,
        count(*) FILTER (WHERE captures.captured_on IS NULL) AS undated_count
    FROM main.captures
    GROUP BY captures.listing_id
),

listed_articles AS (
    SELECT
        captures.listing_id,
        count(DISTINCT appearances.article_id) AS article_count
    FROM main.captures
    INNER JOIN main.appearances ON captures.capture_id = appearances.capture_id
    WHERE captures.pager_is_consistent
    GROUP BY captures.listing_id
)

SELECT
    listings.listing_id,
    coalesce(listed_articles.article_count, 0) AS article_count,
    listings.pager_total,
    100 * coalesce(listed_articles.article_count, 0) / nullif(listings.pager_total, 0) AS share_pct,
    listings.capture_count,
    listings.consistent_count,
    listings.inconsistent_count,
    listings.undated_count
FROM listings
LEFT JOIN listed_articles ON listings.listing_id = listed_articles.listing_id;

COMMENT ON VIEW report.pager_coverage IS
'How much of a listing was captured. One row per listing.';
COMMENT ON COLUMN report.pager_coverage.listing_id IS
'The listing: page_url without its page number; without a URL, the capture_id.';
COMMENT ON COLUMN report.pager_coverage.article_count IS
'Different articles on its captures with a consistent pager.';
COMMENT ON COLUMN report.pager_coverage.pager_total IS
'Articles the listing has, by the last capture with a consistent pager; NULL without one.';
COMMENT ON COLUMN report.pager_coverage.share_pct IS
'article_count over pager_total, in per cent; above 100 where articles left the listing; NULL without pager_total.';
COMMENT ON COLUMN report.pager_coverage.capture_count IS
'Captures of the listing.';
COMMENT ON COLUMN report.pager_coverage.consistent_count IS
'Of these, captures with a consistent pager: those that count.';
COMMENT ON COLUMN report.pager_coverage.inconsistent_count IS
'Of these, captures whose pager contradicts itself or the URL: counted here alone. The rest has no pager.';
COMMENT ON COLUMN report.pager_coverage.undated_count IS
'Of these, undated captures; they count, behind all dated ones.';
