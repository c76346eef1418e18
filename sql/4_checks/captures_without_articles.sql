-- Must be empty: a page shows some article; one that shows none was perhaps not understood.
-- Severity: warning. Table: main.captures.
SELECT
    captures.capture_id,
    captures.layout,
    captures.line_count,
    captures.unparsed_line_count
FROM main.captures
ANTI JOIN main.appearances ON captures.capture_id = appearances.capture_id;
