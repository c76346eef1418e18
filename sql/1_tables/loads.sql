-- The load log. One row per capture that was loaded or refused.
CREATE TABLE IF NOT EXISTS ops.loads (
    capture_id VARCHAR NOT NULL,
    parser_version VARCHAR NOT NULL,
    gazetteer_version VARCHAR NOT NULL,
    metadata_hash VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    first_run_id VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL
);

COMMENT ON TABLE ops.loads IS
'The load log. One row per capture that was loaded or refused.';
COMMENT ON COLUMN ops.loads.capture_id IS
'The capture.';
COMMENT ON COLUMN ops.loads.parser_version IS
'Version of the parser that read it.';
COMMENT ON COLUMN ops.loads.gazetteer_version IS
'Version of the gazetteer, decisions included, that matched it.';
COMMENT ON COLUMN ops.loads.metadata_hash IS
'Hash of what manifest or archive say of it.';
COMMENT ON COLUMN ops.loads.run_id IS
'The run that loaded it last.';
COMMENT ON COLUMN ops.loads.first_run_id IS
'The run since which it is loaded, or refused, without a break.';
COMMENT ON COLUMN ops.loads.recorded_at IS
'When, UTC.';
