-- Must be empty: every unparsed line is kept for a person to read.
-- Severity: critical. Table: main.captures. Key: capture_id.
-- When it fires: Steppe's fault, not a dump's: mend load in flows/warehouse/load.py, then run again.
WITH unparsed_counts AS (
    SELECT
        unparsed_lines.capture_id,
        count(*) AS line_count
    FROM quality.unparsed_lines
    GROUP BY unparsed_lines.capture_id
)

SELECT
    captures.capture_id,
    captures.unparsed_line_count,
    coalesce(unparsed_counts.line_count, 0) AS kept_line_count
FROM main.captures
LEFT JOIN unparsed_counts ON captures.capture_id = unparsed_counts.capture_id
WHERE captures.unparsed_line_count <> kept_line_count;
