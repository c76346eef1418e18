-- Must be empty: an unparsed line lies within its capture.
-- Severity: critical. Table: quality.unparsed_lines. Key: capture_id, line_number.
-- When it fires: Steppe's fault, not a dump's: mend flows/parsing/lines.py, then run again.
SELECT
    unparsed_lines.capture_id,
    unparsed_lines.line_number,
    captures.line_count
FROM quality.unparsed_lines
INNER JOIN main.captures ON unparsed_lines.capture_id = captures.capture_id
WHERE unparsed_lines.line_number NOT BETWEEN 1 AND captures.line_count;
