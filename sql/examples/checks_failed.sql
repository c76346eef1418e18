-- Which tables did the last audits find fault with?
SELECT
    runs.started_at,
    quality_scorecard.table_name,
    quality_scorecard.check_count,
    quality_scorecard.failed_critical_count,
    quality_scorecard.warning_count,
    quality_scorecard.unexpected_count
FROM report.quality_scorecard
INNER JOIN ops.runs ON quality_scorecard.run_id = runs.run_id
ORDER BY runs.run_number DESC, quality_scorecard.warning_count DESC, quality_scorecard.table_name ASC;
