-- Verdicts of the audit. One row per run, batch, suite and check.
CREATE TABLE IF NOT EXISTS quality.check_results (
    run_id VARCHAR NOT NULL,
    batch_id VARCHAR NOT NULL,
    suite VARCHAR NOT NULL,
    check_name VARCHAR NOT NULL,
    scope VARCHAR NOT NULL,
    table_name VARCHAR NOT NULL,
    column_name VARCHAR,
    severity VARCHAR NOT NULL,
    is_success BOOLEAN NOT NULL,
    observed_value VARCHAR,
    checked_count BIGINT NOT NULL,
    unexpected_count BIGINT NOT NULL
);

COMMENT ON TABLE quality.check_results IS
'Verdicts of the audit. One row per run, batch, suite and check.';
COMMENT ON COLUMN quality.check_results.run_id IS
'The run that checked.';
COMMENT ON COLUMN quality.check_results.batch_id IS
'The batch, or ''warehouse''.';
COMMENT ON COLUMN quality.check_results.suite IS
'The suite: a table''s, or ''4_checks''.';
COMMENT ON COLUMN quality.check_results.check_name IS
'The check, unique in its suite.';
COMMENT ON COLUMN quality.check_results.scope IS
'''batch'' or ''warehouse''.';
COMMENT ON COLUMN quality.check_results.table_name IS
'The table judged.';
COMMENT ON COLUMN quality.check_results.column_name IS
'The column judged; NULL for a check of rows or tables.';
COMMENT ON COLUMN quality.check_results.severity IS
'''critical'' refuses; ''warning'' is reported.';
COMMENT ON COLUMN quality.check_results.is_success IS
'Whether the check held.';
COMMENT ON COLUMN quality.check_results.observed_value IS
'What was seen.';
COMMENT ON COLUMN quality.check_results.checked_count IS
'Rows looked at.';
COMMENT ON COLUMN quality.check_results.unexpected_count IS
'Rows that broke the check.';
