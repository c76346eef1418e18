-- Lines no rule knows. One row per line.
CREATE TABLE IF NOT EXISTS quality.unparsed_lines (
    capture_id VARCHAR NOT NULL,
    line_number INTEGER NOT NULL,
    raw_text VARCHAR NOT NULL
);

COMMENT ON TABLE quality.unparsed_lines IS
'Lines no rule knows. One row per line.';
COMMENT ON COLUMN quality.unparsed_lines.capture_id IS
'The capture.';
COMMENT ON COLUMN quality.unparsed_lines.line_number IS
'The line, from 1.';
COMMENT ON COLUMN quality.unparsed_lines.raw_text IS
'The line verbatim.';
