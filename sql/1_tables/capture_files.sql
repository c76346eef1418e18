-- Where captures lay. One row per file.
CREATE TABLE IF NOT EXISTS ops.capture_files (
    uri VARCHAR NOT NULL,
    capture_id VARCHAR NOT NULL,
    page_url VARCHAR,
    captured_on DATE,
    captured_from DATE,
    captured_until DATE,
    outlet VARCHAR,
    size_bytes BIGINT NOT NULL,
    modified_at TIMESTAMP NOT NULL,
    first_run_id VARCHAR NOT NULL
);

COMMENT ON TABLE ops.capture_files IS
'Where captures lay. One row per file.';
COMMENT ON COLUMN ops.capture_files.uri IS
'Address of the file; with # and the capture where other bytes lie there now.';
COMMENT ON COLUMN ops.capture_files.capture_id IS
'The capture its bytes are.';
COMMENT ON COLUMN ops.capture_files.page_url IS
'What the manifest says the page''s address was.';
COMMENT ON COLUMN ops.capture_files.captured_on IS
'What the manifest says the day of capture was.';
COMMENT ON COLUMN ops.capture_files.captured_from IS
'First day of the range that the manifest gives.';
COMMENT ON COLUMN ops.capture_files.captured_until IS
'Last day of that range.';
COMMENT ON COLUMN ops.capture_files.outlet IS
'What the manifest says the outlet was.';
COMMENT ON COLUMN ops.capture_files.size_bytes IS
'Size of the file.';
COMMENT ON COLUMN ops.capture_files.modified_at IS
'Modification time of the file, UTC.';
COMMENT ON COLUMN ops.capture_files.first_run_id IS
'The run that saw it first.';
