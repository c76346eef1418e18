-- Must be empty: an item lies within the lines of its capture.
-- Severity: critical. Table: main.appearances. Key: capture_id, position.
-- When it fires: Steppe's fault, not a dump's: mend flows/parsing/items.py, then run again.
SELECT
    appearances.capture_id,
    appearances.position,
    appearances.line_start,
    appearances.line_end,
    captures.line_count
FROM main.appearances
INNER JOIN main.captures ON appearances.capture_id = captures.capture_id
WHERE
    appearances.line_start < 1
    OR appearances.line_end < appearances.line_start
    OR appearances.line_end > captures.line_count;
