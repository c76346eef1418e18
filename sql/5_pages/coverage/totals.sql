-- Captures, days and bases of dates. One row.
SELECT
    count(*) AS capture_count,
    count(captured_on) AS dated_count,
    count(*) FILTER (WHERE captured_on IS NULL) AS undated_count,
    count(*) FILTER (WHERE captured_on IS NULL AND captured_from IS NOT NULL) AS ranged_count,
    count(DISTINCT captured_on) AS captured_day_count,
    min(captured_on) AS first_captured_on,
    max(captured_on) AS last_captured_on,
    date_diff('day', min(captured_on), max(captured_on)) + 1 AS span_days,
    count(page_url) AS addressed_count,
    count(DISTINCT listing_id) FILTER (WHERE page_url IS NOT NULL) AS listing_count
FROM main.captures;
