-- Must be empty: a page shows some article; one that shows none was perhaps not understood.
-- Severity: warning. Table: main.captures. Key: capture_id.
-- When it fires: `steppe explain` the dump: an error page or a menu is no listing and can be removed; a page of
--   articles needs a rule in flows/parsing/grammar.py.
SELECT
    captures.capture_id,
    captures.layout,
    captures.line_count,
    captures.unparsed_line_count
FROM main.captures
ANTI JOIN main.appearances ON captures.capture_id = appearances.capture_id;
