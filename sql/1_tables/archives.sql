-- Archives that were read to their end, or as far as they can be read. One row per archive.
CREATE TABLE IF NOT EXISTS ops.archives (
    uri VARCHAR NOT NULL,
    size_bytes BIGINT NOT NULL,
    modified_at TIMESTAMP NOT NULL,
    reading VARCHAR NOT NULL,
    record_count BIGINT NOT NULL,
    taken_count BIGINT NOT NULL,
    refused_count BIGINT NOT NULL,
    passed_count BIGINT NOT NULL,
    is_whole BOOLEAN NOT NULL,
    run_id VARCHAR NOT NULL
);

COMMENT ON TABLE ops.archives IS
'Archives that were read to their end, or as far as they can be read. One row per archive.';
COMMENT ON COLUMN ops.archives.uri IS
'Address of the archive.';
COMMENT ON COLUMN ops.archives.size_bytes IS
'Its size.';
COMMENT ON COLUMN ops.archives.modified_at IS
'Its modification time, UTC; 1970-01-01 where the store tells none.';
COMMENT ON COLUMN ops.archives.reading IS
'A version of how it was read: outlets, columns, limit, manifest. With another it is read again.';
COMMENT ON COLUMN ops.archives.record_count IS
'All its records: those taken, refused and passed over.';
COMMENT ON COLUMN ops.archives.taken_count IS
'Records that were taken as dumps.';
COMMENT ON COLUMN ops.archives.refused_count IS
'Records that are in quarantine, as dumps or for what they are.';
COMMENT ON COLUMN ops.archives.passed_count IS
'Records that a rule passes over; ops.passed_records tells which.';
COMMENT ON COLUMN ops.archives.is_whole IS
'Whether all of it could be read; what could not is in quarantine.';
COMMENT ON COLUMN ops.archives.run_id IS
'The run that read it last.';
