-- How old the newest capture and rate are, as of a given day. One row.
-- The linter knows neither a macro's parameters nor COMMENT ON MACRO.
-- noqa: disable=all
CREATE OR REPLACE MACRO report.freshness(as_of) AS TABLE
WITH capture_days AS (
    SELECT
        max(captures.captured_on) FILTER (WHERE captures.captured_on <= CAST(as_of AS DATE)) AS last_captured_on,
        count(*) AS capture_count,
        count(*) FILTER (WHERE captures.captured_on IS NULL) AS undated_count
    FROM main.captures
),

rate_days AS (
    SELECT max(rates.observed_on) FILTER (WHERE rates.observed_on <= CAST(as_of AS DATE)) AS last_observed_on
    FROM main.rates
)

SELECT
    capture_days.last_captured_on,
    CAST(as_of AS DATE) - capture_days.last_captured_on AS capture_age_days,
    rate_days.last_observed_on,
    CAST(as_of AS DATE) - rate_days.last_observed_on AS rate_age_days,
    capture_days.capture_count,
    capture_days.undated_count
FROM capture_days
CROSS JOIN rate_days;

COMMENT ON MACRO TABLE report.freshness IS
'How old the newest capture and rate are, as of a given day: columns as in the query, later days left out. One row.';
