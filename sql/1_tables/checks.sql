-- What the audit checks, why, and what to do when a check fires. One row per suite and check.
CREATE TABLE IF NOT EXISTS quality.checks (
    suite VARCHAR NOT NULL,
    check_name VARCHAR NOT NULL,
    scope VARCHAR NOT NULL,
    table_name VARCHAR NOT NULL,
    column_name VARCHAR,
    severity VARCHAR NOT NULL,
    why VARCHAR NOT NULL,
    mend VARCHAR NOT NULL
);

COMMENT ON TABLE quality.checks IS
'What the audit checks, why, and what to do when a check fires. One row per suite and check.';
COMMENT ON COLUMN quality.checks.suite IS
'The suite: a table''s (expectations/<table>.json), or ''4_checks'' (sql/4_checks).';
COMMENT ON COLUMN quality.checks.check_name IS
'The check, unique in its suite.';
COMMENT ON COLUMN quality.checks.scope IS
'''batch'' or ''warehouse''.';
COMMENT ON COLUMN quality.checks.table_name IS
'The table judged.';
COMMENT ON COLUMN quality.checks.column_name IS
'The column judged; NULL for a check of rows or tables.';
COMMENT ON COLUMN quality.checks.severity IS
'''critical'' refuses; ''warning'' is reported.';
COMMENT ON COLUMN quality.checks.why IS
'What must hold.';
COMMENT ON COLUMN quality.checks.mend IS
'What to do when it fires.';
