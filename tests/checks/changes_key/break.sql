-- A change twice.
INSERT INTO ops.changes
SELECT changes.* FROM ops.changes WHERE record_key = 'c2';

-- A change of nothing.
ALTER TABLE ops.changes ALTER COLUMN record_key DROP NOT NULL;
UPDATE ops.changes SET record_key = NULL WHERE record_key = 'c2';

-- A change without a run.
ALTER TABLE ops.changes ALTER COLUMN run_id DROP NOT NULL;
UPDATE ops.changes SET run_id = NULL WHERE record_key = 'c2';

-- A change of no table.
ALTER TABLE ops.changes ALTER COLUMN table_name DROP NOT NULL;
UPDATE ops.changes SET table_name = NULL WHERE record_key = 'c2';
