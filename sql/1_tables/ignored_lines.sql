-- Lines set aside by rule. One row per capture and rule.
CREATE TABLE IF NOT EXISTS quality.ignored_lines (
    capture_id VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    line_count INTEGER NOT NULL
);

COMMENT ON TABLE quality.ignored_lines IS
'Lines set aside by rule. One row per capture and rule.';
COMMENT ON COLUMN quality.ignored_lines.capture_id IS
'The capture.';
COMMENT ON COLUMN quality.ignored_lines.rule IS
'The rule that set them aside.';
COMMENT ON COLUMN quality.ignored_lines.line_count IS
'How many lines.';
