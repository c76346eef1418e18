-- A refused line was resolved, yet is still counted.
UPDATE quality.quarantine
SET resolved_run_id = 'r2'
WHERE capture_id = 'c1' AND line_start = 1;

-- A resolved line is refused again, yet not counted.
UPDATE quality.quarantine
SET resolved_run_id = NULL
WHERE line_start = 4;

-- No refusal was kept.
DELETE FROM quality.quarantine
WHERE capture_id = 'c1';
