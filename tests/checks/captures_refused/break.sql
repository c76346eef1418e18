-- A refused dump is loaded.
UPDATE quality.quarantine
SET resolved_run_id = NULL
WHERE capture_id = 'c2';
