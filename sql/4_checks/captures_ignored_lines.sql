-- Must be empty: every ignored line names the rule that set it aside.
-- Severity: critical. Table: main.captures. Key: capture_id.
-- When it fires: Steppe's fault, not a dump's: mend _ignored in flows/parsing/parse.py, then run again.
WITH ignored_counts AS (
    SELECT
        ignored_lines.capture_id,
        sum(ignored_lines.line_count) AS line_count
    FROM quality.ignored_lines
    GROUP BY ignored_lines.capture_id
)

SELECT
    captures.capture_id,
    captures.ignored_line_count,
    coalesce(ignored_counts.line_count, 0) AS kept_line_count
FROM main.captures
LEFT JOIN ignored_counts ON captures.capture_id = ignored_counts.capture_id
WHERE captures.ignored_line_count <> kept_line_count;
