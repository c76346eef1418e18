-- The last runs with what they loaded and what their checks said. One row per run.
WITH last_runs AS (
    SELECT
        run_id,
        started_at,
        status,
        captures_seen,
        captures_new,
        captures_quarantined,
        count(*) OVER () AS total_count
    FROM ops.runs
    ORDER BY
        started_at DESC,
        run_id DESC
    LIMIT getvariable('most_runs')
),

verdicts AS (
    SELECT
        run_id,
        suite,
        check_name,
        any_value(severity) AS severity,
        bool_and(is_success) AS is_success,
        sum(checked_count) AS checked_count,
        sum(unexpected_count) AS unexpected_count
    FROM quality.check_results
    WHERE run_id IN (SELECT last_runs.run_id FROM last_runs)
    GROUP BY
        run_id,
        suite,
        check_name
)

SELECT
    last_runs.run_id,
    last_runs.started_at,
    last_runs.status,
    last_runs.captures_seen,
    last_runs.captures_new,
    last_runs.captures_quarantined,
    count(verdicts.check_name) AS check_count,
    count(*) FILTER (WHERE verdicts.severity = 'critical' AND NOT verdicts.is_success) AS failed_critical_count,
    count(*) FILTER (WHERE verdicts.severity = 'warning' AND NOT verdicts.is_success) AS warning_count,
    CAST(coalesce(sum(verdicts.checked_count), 0) AS BIGINT) AS checked_count,
    CAST(coalesce(sum(verdicts.unexpected_count), 0) AS BIGINT) AS unexpected_count,
    last_runs.total_count
FROM last_runs
LEFT JOIN verdicts ON last_runs.run_id = verdicts.run_id
GROUP BY ALL
ORDER BY
    last_runs.started_at ASC,
    last_runs.run_id ASC;
