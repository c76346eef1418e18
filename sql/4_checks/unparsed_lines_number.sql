-- Must be empty: an unparsed line lies within its capture.
-- Severity: critical. Table: quality.unparsed_lines.
SELECT
    unparsed_lines.capture_id,
    unparsed_lines.line_number,
    captures.line_count
FROM quality.unparsed_lines
INNER JOIN main.captures ON unparsed_lines.capture_id = captures.capture_id
WHERE unparsed_lines.line_number NOT BETWEEN 1 AND captures.line_count;
