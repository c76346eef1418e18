-- Must be empty: items of a capture follow each other in page order and share no line.
-- Severity: critical. Table: main.appearances. Key: capture_id, position.
-- When it fires: Steppe's fault, not a dump's: mend flows/parsing/items.py, then run again.
SELECT
    capture_id,
    position,
    line_start,
    lag(line_end) OVER (
        PARTITION BY capture_id
        ORDER BY position ASC
    ) AS previous_line_end
FROM main.appearances
QUALIFY line_start <= previous_line_end;
