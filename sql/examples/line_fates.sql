-- What became of the lines of each capture, and does it add up?
SELECT
    capture_id,
    layout,
    captured_on,
    line_count,
    fact_line_count,
    ignored_line_count,
    quarantined_line_count,
    unparsed_line_count,
    is_balanced
FROM report.line_accounting
ORDER BY unparsed_line_count DESC, quarantined_line_count DESC, capture_id ASC;
