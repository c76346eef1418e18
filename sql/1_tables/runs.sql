-- Runs of the pipeline. One row per run.
CREATE TABLE IF NOT EXISTS ops.runs (
    run_id VARCHAR NOT NULL,
    flow VARCHAR NOT NULL,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    status VARCHAR NOT NULL,
    captures_seen INTEGER NOT NULL,
    captures_new INTEGER NOT NULL,
    captures_quarantined INTEGER NOT NULL,
    fingerprint VARCHAR,
    versions JSON NOT NULL,
    schema_version INTEGER NOT NULL,
    run_number INTEGER NOT NULL
);

COMMENT ON TABLE ops.runs IS
'Runs of the pipeline. One row per run.';
COMMENT ON COLUMN ops.runs.run_id IS
'Id of the run.';
COMMENT ON COLUMN ops.runs.flow IS
'What ran: ''ingest'', ''backfill'', ''replay'', ''rebuild'' or ''forget''.';
COMMENT ON COLUMN ops.runs.started_at IS
'Start, UTC.';
COMMENT ON COLUMN ops.runs.finished_at IS
'End, UTC; NULL while running or after a crash.';
COMMENT ON COLUMN ops.runs.status IS
'''running'', ''passed'' (may be released) or ''refused''.';
COMMENT ON COLUMN ops.runs.captures_seen IS
'Dump files looked at.';
COMMENT ON COLUMN ops.runs.captures_new IS
'Captures loaded or redone.';
COMMENT ON COLUMN ops.runs.captures_quarantined IS
'Captures refused whole.';
COMMENT ON COLUMN ops.runs.fingerprint IS
'Fingerprint that the run judged.';
COMMENT ON COLUMN ops.runs.versions IS
'Versions of parser, gazetteer, sql and libraries.';
COMMENT ON COLUMN ops.runs.schema_version IS
'Version of this data model.';
COMMENT ON COLUMN ops.runs.run_number IS
'Order of the runs, from 1: a clock may go back, this does not.';
