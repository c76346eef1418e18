-- How often each outlet is captured and how long ago it last was, as of a given day. One row per outlet.
-- The linter knows neither a macro's parameters nor COMMENT ON MACRO.
-- noqa: disable=all
CREATE OR REPLACE MACRO report.capture_rhythm(as_of) AS TABLE
WITH capture_days AS (
    SELECT
        captures.outlet,
        captures.captured_on,
        captures.captured_on - lag(captures.captured_on) OVER (
            PARTITION BY captures.outlet ORDER BY captures.captured_on
        ) AS gap_days
    FROM main.captures
    WHERE captures.captured_on <= CAST(as_of AS DATE)
    GROUP BY captures.outlet, captures.captured_on
),

recent_gaps AS (
    SELECT
        capture_days.outlet,
        capture_days.gap_days
    FROM capture_days
    WHERE capture_days.gap_days IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY capture_days.outlet ORDER BY capture_days.captured_on DESC) <= 30
),

rhythms AS (
    SELECT
        recent_gaps.outlet,
        count(*) AS gap_count,
        quantile_disc(recent_gaps.gap_days, 0.95) AS usual_gap_days,
        max(recent_gaps.gap_days) AS longest_gap_days
    FROM recent_gaps
    GROUP BY recent_gaps.outlet
),

outlets AS (
    SELECT
        captures.outlet,
        max(captures.captured_on) FILTER (WHERE captures.captured_on <= CAST(as_of AS DATE)) AS last_captured_on,
        count(*) AS capture_count,
        count(*) FILTER (WHERE captures.captured_on IS NULL) AS undated_count
    FROM main.captures
    GROUP BY captures.outlet
)

SELECT
    outlets.outlet,
    outlets.last_captured_on,
    CAST(as_of AS DATE) - outlets.last_captured_on AS capture_age_days,
    rhythms.usual_gap_days,
    rhythms.longest_gap_days,
    coalesce(rhythms.gap_count, 0) AS gap_count,
    outlets.capture_count,
    outlets.undated_count
FROM outlets
LEFT JOIN rhythms ON outlets.outlet = rhythms.outlet;

COMMENT ON MACRO TABLE report.capture_rhythm IS
'How often each outlet is captured and how long ago it last was, as of a given day: usual_gap_days holds for 95% of the last 30 gaps between its days of capture; later days and undated captures give none. One row per outlet.';
