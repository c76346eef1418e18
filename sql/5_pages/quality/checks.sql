-- What was checked in the run. One row per suite and check.
WITH verdicts AS (
    SELECT
        suite,
        check_name,
        any_value(scope) AS scope,
        any_value(table_name) AS table_name,
        any_value(column_name) AS column_name,
        any_value(severity) AS severity,
        bool_and(is_success) AS is_success,
        count(*) AS verdict_count,
        count(*) FILTER (WHERE NOT is_success) AS failed_verdict_count,
        CAST(sum(checked_count) AS BIGINT) AS checked_count,
        CAST(sum(unexpected_count) AS BIGINT) AS unexpected_count,
        first(observed_value ORDER BY batch_id ASC) FILTER (WHERE NOT is_success) AS observed_value
    FROM quality.check_results
    WHERE run_id = getvariable('run_id')
    GROUP BY
        suite,
        check_name
)

SELECT
    verdicts.table_name,
    verdicts.suite,
    verdicts.check_name,
    verdicts.scope,
    verdicts.column_name,
    verdicts.severity,
    verdicts.is_success,
    verdicts.verdict_count,
    verdicts.failed_verdict_count,
    verdicts.checked_count,
    verdicts.unexpected_count,
    verdicts.observed_value,
    checks.why,
    checks.mend
FROM verdicts
LEFT JOIN quality.checks
    ON
        verdicts.suite = checks.suite
        AND verdicts.check_name = checks.check_name
ORDER BY
    verdicts.table_name ASC,
    verdicts.is_success ASC,
    verdicts.severity ASC,
    verdicts.suite ASC,
    verdicts.check_name ASC;
