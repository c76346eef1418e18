-- The run is gone.
DELETE FROM ops.runs
WHERE run_id = 'r2';
