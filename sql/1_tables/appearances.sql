-- Appearances. One row per article per place on a capture.
CREATE TABLE IF NOT EXISTS main.appearances (
    capture_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    article_id VARCHAR NOT NULL,
    version_id VARCHAR NOT NULL,
    site_rank INTEGER,
    line_start INTEGER NOT NULL,
    line_end INTEGER NOT NULL,
    pairing_rule VARCHAR NOT NULL,
    pairing_confidence DOUBLE NOT NULL,
    print_id VARCHAR NOT NULL
);

COMMENT ON TABLE main.appearances IS
'Appearances. One row per article per place on a capture.';
COMMENT ON COLUMN main.appearances.capture_id IS
'The capture it stands on.';
COMMENT ON COLUMN main.appearances.position IS
'Place on the page, from 1.';
COMMENT ON COLUMN main.appearances.article_id IS
'The article that appears.';
COMMENT ON COLUMN main.appearances.version_id IS
'The text that is printed.';
COMMENT ON COLUMN main.appearances.site_rank IS
'pager_first + position - 1, with a consistent pager; else NULL.';
COMMENT ON COLUMN main.appearances.line_start IS
'First line of the item in the raw dump, from 1.';
COMMENT ON COLUMN main.appearances.line_end IS
'Last line of the item, inclusive.';
COMMENT ON COLUMN main.appearances.pairing_rule IS
'Rule that paired title and body; see seeds/pairing_rules.csv.';
COMMENT ON COLUMN main.appearances.pairing_confidence IS
'How sure the pairing is, 0 to 1; below 0.6 is low.';
COMMENT ON COLUMN main.appearances.print_id IS
'The exact print; see ops.prints.';
