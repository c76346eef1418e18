-- Where captures lay. One row per file, or record of an archive.
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
    first_run_id VARCHAR NOT NULL,
    captured_on_basis VARCHAR
);

ALTER TABLE ops.capture_files ADD COLUMN IF NOT EXISTS captured_on_basis VARCHAR;

COMMENT ON TABLE ops.capture_files IS
'Where captures lay. One row per file, or record of an archive.';
COMMENT ON COLUMN ops.capture_files.uri IS
'Address of the file, in an archive with // and a name, or #offset=, #line=, #row=; with # and a capture: it was.';
COMMENT ON COLUMN ops.capture_files.capture_id IS
'The capture its bytes are.';
COMMENT ON COLUMN ops.capture_files.page_url IS
'What manifest or archive says the page''s address was.';
COMMENT ON COLUMN ops.capture_files.captured_on IS
'What manifest or archive says the day of capture was.';
COMMENT ON COLUMN ops.capture_files.captured_from IS
'First day of the range that the manifest gives.';
COMMENT ON COLUMN ops.capture_files.captured_until IS
'Last day of that range.';
COMMENT ON COLUMN ops.capture_files.outlet IS
'What the manifest says the outlet was.';
COMMENT ON COLUMN ops.capture_files.size_bytes IS
'Size of the file or archive.';
COMMENT ON COLUMN ops.capture_files.modified_at IS
'Modification time of the file or archive, UTC.';
COMMENT ON COLUMN ops.capture_files.first_run_id IS
'The run that saw it first.';
COMMENT ON COLUMN ops.capture_files.captured_on_basis IS
'''archive'' where an archive gives the day; NULL where a manifest does, or nobody.';
