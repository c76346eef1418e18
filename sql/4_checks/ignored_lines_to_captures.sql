-- Must be empty: ignored lines stand in a capture that the warehouse holds.
-- Severity: critical. Table: quality.ignored_lines.
SELECT
    ignored_lines.capture_id,
    ignored_lines.rule
FROM quality.ignored_lines
ANTI JOIN main.captures ON ignored_lines.capture_id = captures.capture_id;
