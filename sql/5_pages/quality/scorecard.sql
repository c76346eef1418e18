-- Verdicts of the run in numbers. One row per table.
SELECT
    table_name,
    check_count,
    passed_count,
    failed_critical_count,
    warning_count,
    passed_pct,
    checked_count,
    unexpected_count
FROM report.quality_scorecard
WHERE run_id = getvariable('run_id')
ORDER BY table_name ASC;
