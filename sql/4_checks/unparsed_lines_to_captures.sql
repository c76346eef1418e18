-- Must be empty: an unparsed line stands in a capture that the warehouse holds.
-- Severity: critical. Table: quality.unparsed_lines.
SELECT
    unparsed_lines.capture_id,
    unparsed_lines.line_number
FROM quality.unparsed_lines
ANTI JOIN main.captures ON unparsed_lines.capture_id = captures.capture_id;
