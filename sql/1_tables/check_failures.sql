-- Rows that broke a check. One row per run, batch, check and failing row, up to a setting (max_failures).
CREATE TABLE IF NOT EXISTS quality.check_failures (
    run_id VARCHAR NOT NULL,
    batch_id VARCHAR NOT NULL,
    suite VARCHAR NOT NULL,
    check_name VARCHAR NOT NULL,
    table_name VARCHAR NOT NULL,
    record_key VARCHAR,
    detail VARCHAR
);

COMMENT ON TABLE quality.check_failures IS
'Rows that broke a check. One row per run, batch, check and failing row, up to a setting (max_failures).';
COMMENT ON COLUMN quality.check_failures.run_id IS
'The run that checked.';
COMMENT ON COLUMN quality.check_failures.batch_id IS
'The batch, or ''warehouse''.';
COMMENT ON COLUMN quality.check_failures.suite IS
'The suite: a table''s, or ''4_checks''.';
COMMENT ON COLUMN quality.check_failures.check_name IS
'The check, unique in its suite.';
COMMENT ON COLUMN quality.check_failures.table_name IS
'The table judged.';
COMMENT ON COLUMN quality.check_failures.record_key IS
'Key of the failing row, its parts joined by '' | ''; NULL where the table failed as a whole.';
COMMENT ON COLUMN quality.check_failures.detail IS
'What was seen in it: `column: value`, joined by ''; '', long values cut.';
