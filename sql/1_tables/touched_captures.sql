-- Work list of a batch: captures whose facts are replaced. One row per capture.
CREATE TABLE IF NOT EXISTS ops.touched_captures (
    capture_id VARCHAR NOT NULL
);

COMMENT ON TABLE ops.touched_captures IS
'Work list of a batch: captures whose facts are replaced. One row per capture.';
COMMENT ON COLUMN ops.touched_captures.capture_id IS
'The capture.';
