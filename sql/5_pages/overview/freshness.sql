-- How old the newest capture and the newest rate are on the day the page is written. One row.
SELECT
    last_captured_on,
    capture_age_days,
    last_observed_on,
    rate_age_days,
    capture_count,
    undated_count
FROM report.freshness(getvariable('as_of'));
