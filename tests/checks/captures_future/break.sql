-- A page of tomorrow's tomorrow.
UPDATE ops.loads
SET recorded_at = '2025-06-29 23:59:59'
WHERE capture_id = 'c6';
