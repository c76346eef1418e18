-- Must be empty: items of a capture follow each other in page order and share no line.
-- Severity: critical. Table: main.appearances.
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
