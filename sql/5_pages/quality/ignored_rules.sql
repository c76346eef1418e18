-- Ignored lines by the rule that set them aside. One row per rule.
SELECT
    rule,
    CAST(sum(line_count) AS BIGINT) AS line_count,
    count(DISTINCT capture_id) AS capture_count,
    count(*) OVER () AS total_count
FROM quality.ignored_lines
GROUP BY rule
ORDER BY
    line_count DESC,
    rule ASC
LIMIT getvariable('most_rows');
