-- The first run is gone.
DELETE FROM ops.runs
WHERE run_id = 'r0';

-- The resolving run is gone.
DELETE FROM ops.runs
WHERE run_id = 'r2';
