-- The run is gone.
UPDATE ops.loads
SET run_id = 'r9'
WHERE capture_id = 'c1';

-- The first run is gone.
UPDATE ops.loads
SET first_run_id = 'r9'
WHERE capture_id = 'c1';
