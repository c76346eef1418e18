-- Two runs of one number.
UPDATE ops.runs SET run_number = 2 WHERE run_id = 'r2';

-- A run without a number.
ALTER TABLE ops.runs ALTER COLUMN run_number DROP NOT NULL;
UPDATE ops.runs SET run_number = NULL WHERE run_id = 'r2';
