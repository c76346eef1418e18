-- How old is the newest capture, and the newest rate?
SELECT
    last_captured_on,
    capture_age_days,
    last_observed_on,
    rate_age_days,
    capture_count,
    undated_count
FROM report.freshness(current_date);
