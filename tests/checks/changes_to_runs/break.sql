-- The run is gone.
UPDATE ops.changes SET run_id = 'r9' WHERE record_key = 'c2';

-- The earlier run is gone.
UPDATE ops.changes SET since_run_id = 'r9' WHERE record_key = 'c2';

-- Nobody knows since when.
UPDATE ops.changes SET since_run_id = NULL WHERE record_key = 'c2';
