-- What became of the lines of each layout, and of dumps refused whole. One row per layout.
SELECT
    CASE WHEN is_refused THEN 'refused whole' ELSE layout END AS layout,
    count(*) AS capture_count,
    CAST(sum(line_count) AS BIGINT) AS line_count,
    CAST(sum(fact_line_count) AS BIGINT) AS fact_line_count,
    CAST(sum(blank_count) AS BIGINT) AS blank_count,
    CAST(sum(ignored_line_count) AS BIGINT) AS ignored_line_count,
    CAST(sum(quarantined_line_count) AS BIGINT) AS quarantined_line_count,
    CAST(sum(unparsed_line_count) AS BIGINT) AS unparsed_line_count,
    count(*) OVER () AS total_count
FROM report.line_accounting
GROUP BY CASE WHEN is_refused THEN 'refused whole' ELSE layout END
ORDER BY
    line_count DESC,
    layout ASC
LIMIT getvariable('most_rows');
