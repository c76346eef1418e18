-- What was refused. One row per refused dump, line or record.
CREATE TABLE IF NOT EXISTS quality.quarantine (
    quarantine_id VARCHAR NOT NULL,
    capture_id VARCHAR NOT NULL,
    record_key VARCHAR,
    line_start INTEGER,
    line_end INTEGER,
    line_count INTEGER,
    raw_text VARCHAR,
    reason VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    parser_version VARCHAR NOT NULL,
    first_run_id VARCHAR NOT NULL,
    resolved_run_id VARCHAR
);

COMMENT ON TABLE quality.quarantine IS
'What was refused. One row per refused dump, line or record.';
COMMENT ON COLUMN quality.quarantine.quarantine_id IS
'Id over capture, record, lines and reason.';
COMMENT ON COLUMN quality.quarantine.capture_id IS
'The dump; an id of its address where it was not read.';
COMMENT ON COLUMN quality.quarantine.record_key IS
'Key of the refused record; NULL for a line or a dump.';
COMMENT ON COLUMN quality.quarantine.line_start IS
'First line; NULL: the whole dump.';
COMMENT ON COLUMN quality.quarantine.line_end IS
'Last line; NULL: the whole dump.';
COMMENT ON COLUMN quality.quarantine.line_count IS
'Lines refused; NULL for a dump that is no text or could not be read: nobody can tell.';
COMMENT ON COLUMN quality.quarantine.raw_text IS
'The refused text; NULL for a whole dump.';
COMMENT ON COLUMN quality.quarantine.reason IS
'A code of seeds/quarantine_reasons.csv.';
COMMENT ON COLUMN quality.quarantine.detail IS
'What was wrong, for a person; what the reason means and how to mend it: seeds/quarantine_reasons.csv.';
COMMENT ON COLUMN quality.quarantine.parser_version IS
'Content version of the parser that refused.';
COMMENT ON COLUMN quality.quarantine.first_run_id IS
'The run that refused it first.';
COMMENT ON COLUMN quality.quarantine.resolved_run_id IS
'The run that no longer refused it; NULL while it stands.';
