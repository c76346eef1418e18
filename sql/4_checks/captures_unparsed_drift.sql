-- Must be empty: a capture leaves about as many lines unparsed as its listing does; many more hint at a new layout.
-- Severity: warning. Table: main.captures. Key: capture_id.
-- When it fires: `steppe explain` the dump: a new fixed phrase belongs in seeds/phrases.csv, a new layout in
--   flows/parsing/grammar.py.
WITH unparsed_shares AS (
    SELECT
        captures.capture_id,
        captures.listing_id,
        captures.unparsed_line_count / nullif(captures.line_count - captures.blank_count, 0) AS unparsed_share
    FROM main.captures
),

listings AS (
    SELECT
        unparsed_shares.listing_id,
        median(unparsed_shares.unparsed_share) AS usual_share
    FROM unparsed_shares
    GROUP BY unparsed_shares.listing_id
    HAVING count(*) >= 5
)

SELECT
    unparsed_shares.capture_id,
    unparsed_shares.listing_id,
    round(unparsed_shares.unparsed_share, 3) AS unparsed_share,
    round(listings.usual_share, 3) AS usual_share
FROM unparsed_shares
INNER JOIN listings ON unparsed_shares.listing_id = listings.listing_id
WHERE unparsed_shares.unparsed_share > listings.usual_share + 0.2;
