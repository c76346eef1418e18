-- Verdicts of the audit in numbers, and what was refused. One row per run and table.
CREATE OR REPLACE VIEW report.quality_scorecard AS
WITH refusals AS (
    SELECT
        first_run_id AS run_id,
        count(*) FILTER (WHERE line_start IS NULL) AS refused_dump_count,
        CAST(sum(line_count) AS BIGINT) AS refused_line_count
    FROM quality.quarantine
    GROUP BY first_run_id
),

resolutions AS (
    SELECT
        resolved_run_id AS run_id,
        count(*) AS resolved_count
    FROM quality.quarantine
    GROUP BY resolved_run_id
)

SELECT
    check_results.run_id,
    check_results.table_name,
    count(*) AS check_count,
    count(*) FILTER (WHERE check_results.is_success) AS passed_count,
    count(*) FILTER (WHERE NOT check_results.is_success AND check_results.severity = 'critical')
        AS failed_critical_count,
    count(*) FILTER (WHERE NOT check_results.is_success AND check_results.severity = 'warning') AS warning_count,
    100 * count(*) FILTER (WHERE check_results.is_success) / count(*) AS passed_pct,
    CAST(sum(check_results.checked_count) AS BIGINT) AS checked_count,
    CAST(sum(check_results.unexpected_count) AS BIGINT) AS unexpected_count,
    coalesce(any_value(refusals.refused_dump_count), 0) AS refused_dump_count,
    coalesce(any_value(refusals.refused_line_count), 0) AS refused_line_count,
    coalesce(any_value(resolutions.resolved_count), 0) AS resolved_count
FROM quality.check_results
LEFT JOIN refusals ON check_results.run_id = refusals.run_id
LEFT JOIN resolutions ON check_results.run_id = resolutions.run_id
GROUP BY
    check_results.run_id,
    check_results.table_name;

COMMENT ON VIEW report.quality_scorecard IS
'Verdicts of the audit in numbers, and what was refused. One row per run and table.';
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
COMMENT ON COLUMN report.quality_scorecard.refused_dump_count IS
'Dumps refused whole that the run was the first to refuse; the same in every row of the run.';
COMMENT ON COLUMN report.quality_scorecard.refused_line_count IS
'Lines that the run was the first to refuse, alone or with their dump; the same in every row of the run.';
COMMENT ON COLUMN report.quality_scorecard.resolved_count IS
'Refusals that the run no longer made; the same in every row of the run.';
