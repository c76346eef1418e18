-- Captures taken out for good. One row per capture.
CREATE TABLE IF NOT EXISTS ops.forgotten (
    capture_id VARCHAR NOT NULL,
    forgotten_at TIMESTAMP NOT NULL,
    run_id VARCHAR NOT NULL,
    reason VARCHAR,
    file_ids VARCHAR[] NOT NULL
);

COMMENT ON TABLE ops.forgotten IS
'Captures taken out for good. One row per capture.';
COMMENT ON COLUMN ops.forgotten.capture_id IS
'The capture: all that is left of it.';
COMMENT ON COLUMN ops.forgotten.forgotten_at IS
'When, UTC.';
COMMENT ON COLUMN ops.forgotten.run_id IS
'The run that took it out.';
COMMENT ON COLUMN ops.forgotten.reason IS
'Why, as the person who asked for it put it.';
COMMENT ON COLUMN ops.forgotten.file_ids IS
'Ids of files that hold it, over address, size and time, so that a look passes over them.';
