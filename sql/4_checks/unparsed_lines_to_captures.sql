-- Must be empty: an unparsed line stands in a capture that the warehouse holds.
-- Severity: critical. Table: quality.unparsed_lines. Key: capture_id, line_number.
-- References: capture_id to main.captures.
-- When it fires: Steppe's fault, not a dump's: mend _take_out in flows/warehouse/load.py, then run again.
SELECT
    unparsed_lines.capture_id,
    unparsed_lines.line_number
FROM quality.unparsed_lines
ANTI JOIN main.captures ON unparsed_lines.capture_id = captures.capture_id;
