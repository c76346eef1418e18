-- How long articles stay on a listing. One row per listing and article.
CREATE OR REPLACE VIEW report.listing_dwell AS
WITH dated_captures AS (
    SELECT
        captures.capture_id,
        captures.listing_id,
        CASE
            WHEN captures.captured_on <= last_possible_day.last_possible_on THEN captures.captured_on
        END AS captured_on
    FROM main.captures
    CROSS JOIN ops.last_possible_day
),

listing_days AS (
    SELECT
        dated_captures.listing_id,
        count(DISTINCT dated_captures.captured_on) AS captured_day_count
    FROM dated_captures
    GROUP BY dated_captures.listing_id
),

listed AS (
    SELECT
        dated_captures.listing_id,
        appearances.article_id,
        min(dated_captures.captured_on) AS first_listed_on,
        max(dated_captures.captured_on) AS last_listed_on,
        count(DISTINCT dated_captures.captured_on) AS days_listed,
        min(appearances.site_rank) AS best_rank,
        max(appearances.site_rank) AS worst_rank,
        count(*) AS appearance_count,
        count(*) FILTER (WHERE dated_captures.captured_on IS NULL) AS undated_count
    FROM main.appearances
    INNER JOIN dated_captures ON appearances.capture_id = dated_captures.capture_id
    GROUP BY
        dated_captures.listing_id,
        appearances.article_id
)

SELECT
    listed.listing_id,
    listed.article_id,
    listed.first_listed_on,
    listed.last_listed_on,
    listed.days_listed,
    listed.last_listed_on - listed.first_listed_on + 1 AS span_days,
    listing_days.captured_day_count,
    listed.best_rank,
    listed.worst_rank,
    listed.appearance_count,
    listed.undated_count
FROM listed
INNER JOIN listing_days ON listed.listing_id = listing_days.listing_id;

COMMENT ON VIEW report.listing_dwell IS
'How long articles stay on a listing. One row per listing and article.';
COMMENT ON COLUMN report.listing_dwell.listing_id IS
'The listing: page_url without its page number; without a URL, the capture_id.';
COMMENT ON COLUMN report.listing_dwell.article_id IS
'The article.';
COMMENT ON COLUMN report.listing_dwell.first_listed_on IS
'First day it is seen there; NULL when every such capture is undated.';
COMMENT ON COLUMN report.listing_dwell.last_listed_on IS
'Last day it is seen there; NULL when every such capture is undated.';
COMMENT ON COLUMN report.listing_dwell.days_listed IS
'Different days on which it is seen there: no day between captures is taken for granted.';
COMMENT ON COLUMN report.listing_dwell.span_days IS
'Days from first_listed_on to last_listed_on, both included.';
COMMENT ON COLUMN report.listing_dwell.captured_day_count IS
'Different days on which the listing was captured, with or without it: the denominator of days_listed.';
COMMENT ON COLUMN report.listing_dwell.best_rank IS
'Lowest site_rank; NULL where no capture has a consistent pager.';
COMMENT ON COLUMN report.listing_dwell.worst_rank IS
'Highest site_rank; NULL where no capture has a consistent pager.';
COMMENT ON COLUMN report.listing_dwell.appearance_count IS
'Appearances there, undated ones included.';
COMMENT ON COLUMN report.listing_dwell.undated_count IS
'Of these, appearances on captures that are undated, or of a day after ops.last_possible_day.';
