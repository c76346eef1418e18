-- Must be empty: ignored lines stand in a capture that the warehouse holds.
-- Severity: critical. Table: quality.ignored_lines. Key: capture_id, rule.
-- References: capture_id to main.captures.
-- When it fires: Steppe's fault, not a dump's: mend _take_out in flows/warehouse/load.py, then run again.
SELECT
    ignored_lines.capture_id,
    ignored_lines.rule
FROM quality.ignored_lines
ANTI JOIN main.captures ON ignored_lines.capture_id = captures.capture_id;
