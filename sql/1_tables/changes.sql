-- The trace of facts that were replaced, changed or removed. One row per run and fact.
CREATE TABLE IF NOT EXISTS ops.changes (
    run_id VARCHAR NOT NULL,
    table_name VARCHAR NOT NULL,
    record_key VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    before JSON,
    after JSON,
    since_run_id VARCHAR
);

COMMENT ON TABLE ops.changes IS
'The trace of facts that were replaced, changed or removed. One row per run and fact.';
COMMENT ON COLUMN ops.changes.run_id IS
'The run that changed it; ops.runs says when.';
COMMENT ON COLUMN ops.changes.table_name IS
'''captures'', ''appearances'', ''rates'', ''articles'', or ''mentions'': those once a run, in counts.';
COMMENT ON COLUMN ops.changes.record_key IS
'The key of the row, its columns joined by ''/''; ''gazetteer'' for mentions.';
COMMENT ON COLUMN ops.changes.kind IS
'''insert'' (only of a capture that was loaded before), ''update'' or ''delete''.';
COMMENT ON COLUMN ops.changes.before IS
'The row before, decimals as text; NULL for an insert and for what was forgotten.';
COMMENT ON COLUMN ops.changes.after IS
'The row after; NULL for a delete and for what was forgotten.';
COMMENT ON COLUMN ops.changes.since_run_id IS
'The run that had brought the row as it was before; NULL for an insert and for mentions.';
