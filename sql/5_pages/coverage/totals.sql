-- Captures, days and bases of dates. One row.
WITH possible_days AS (
    SELECT
        min(captures.captured_on) AS first_captured_on,
        max(captures.captured_on) AS last_captured_on
    FROM main.captures
    CROSS JOIN ops.last_possible_day
    WHERE captures.captured_on <= last_possible_day.last_possible_on
)

SELECT
    count(*) AS capture_count,
    count(captures.captured_on) AS dated_count,
    count(*) FILTER (WHERE captures.captured_on IS NULL) AS undated_count,
    count(*) FILTER (WHERE captures.captured_on IS NULL AND captures.captured_from IS NOT NULL) AS ranged_count,
    count(*) FILTER (WHERE captures.captured_on > last_possible_day.last_possible_on) AS impossible_count,
    count(DISTINCT captures.captured_on) FILTER (WHERE captures.captured_on <= last_possible_day.last_possible_on)
        AS captured_day_count,
    any_value(possible_days.first_captured_on) AS first_captured_on,
    any_value(possible_days.last_captured_on) AS last_captured_on,
    date_diff('day', any_value(possible_days.first_captured_on), any_value(possible_days.last_captured_on)) + 1
        AS span_days,
    count(captures.page_url) AS addressed_count,
    count(DISTINCT captures.listing_id) FILTER (WHERE captures.page_url IS NOT NULL) AS listing_count
FROM main.captures
CROSS JOIN ops.last_possible_day
CROSS JOIN possible_days;
