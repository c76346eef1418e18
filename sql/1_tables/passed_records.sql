-- Records of archives that a rule passes over. One row per archive, rule and host.
CREATE TABLE IF NOT EXISTS ops.passed_records (
    uri VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    host VARCHAR,
    record_count BIGINT NOT NULL
);

COMMENT ON TABLE ops.passed_records IS
'Records of archives that a rule passes over. One row per archive, rule and host.';
COMMENT ON COLUMN ops.passed_records.uri IS
'Address of the archive.';
COMMENT ON COLUMN ops.passed_records.rule IS
'Why: ''other_site'', ''no_page'', ''no_text'', ''no_success'', ''other_file'', ''folder'', ''link'' or ''refused''.';
COMMENT ON COLUMN ops.passed_records.host IS
'Host of the page; NULL where it has none, and for all beyond the first hundred rows of an archive.';
COMMENT ON COLUMN ops.passed_records.record_count IS
'How many.';
