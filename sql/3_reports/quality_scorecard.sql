-- Verdicts of the audit in numbers. One row per run and table.
CREATE OR REPLACE VIEW report.quality_scorecard AS
SELECT
    run_id,
    table_name,
    count(*) AS check_count,
    count(*) FILTER (WHERE is_success) AS passed_count,
    count(*) FILTER (WHERE NOT is_success AND severity = 'critical') AS failed_critical_count,
    count(*) FILTER (WHERE NOT is_success AND severity = 'warning') AS warning_count,
    100 * count(*) FILTER (WHERE is_success) / count(*) AS passed_pct,
    CAST(sum(checked_count) AS BIGINT) AS checked_count,
    CAST(sum(unexpected_count) AS BIGINT) AS unexpected_count
FROM quality.check_results
GROUP BY
    run_id,
    table_name;

COMMENT ON VIEW report.quality_scorecard IS
'Verdicts of the audit in numbers. One row per run and table.';
COMMENT ON COLUMN report.quality_scorecard.run_id IS
'The run that checked.';
COMMENT ON COLUMN report.quality_scorecard.table_name IS
'The table judged.';
COMMENT ON COLUMN report.quality_scorecard.check_count IS
'Verdicts: a check counts once for each batch.';
COMMENT ON COLUMN report.quality_scorecard.passed_count IS
'Of these, checks that held.';
COMMENT ON COLUMN report.quality_scorecard.failed_critical_count IS
'Of these, critical checks that failed: each refused something.';
COMMENT ON COLUMN report.quality_scorecard.warning_count IS
'Of these, warning checks that failed.';
COMMENT ON COLUMN report.quality_scorecard.passed_pct IS
'passed_count over check_count, in per cent.';
COMMENT ON COLUMN report.quality_scorecard.checked_count IS
'Rows looked at, summed over checks: a row counts once for each check.';
COMMENT ON COLUMN report.quality_scorecard.unexpected_count IS
'Of these, rows that broke the check.';
