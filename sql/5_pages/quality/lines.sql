-- What became of all lines of all captures. One row.
SELECT
    count(*) AS capture_count,
    count(*) FILTER (WHERE NOT is_balanced) AS unbalanced_capture_count,
    count(*) FILTER (WHERE unparsed_line_count > 0) AS unparsed_capture_count,
    CAST(coalesce(sum(line_count), 0) AS BIGINT) AS line_count,
    CAST(coalesce(sum(fact_line_count), 0) AS BIGINT) AS fact_line_count,
    CAST(coalesce(sum(blank_count), 0) AS BIGINT) AS blank_count,
    CAST(coalesce(sum(ignored_line_count), 0) AS BIGINT) AS ignored_line_count,
    CAST(coalesce(sum(quarantined_line_count), 0) AS BIGINT) AS quarantined_line_count,
    CAST(coalesce(sum(unparsed_line_count), 0) AS BIGINT) AS unparsed_line_count
FROM report.line_accounting;
