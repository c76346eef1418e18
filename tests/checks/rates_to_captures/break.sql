-- The capture is gone.
DELETE FROM main.captures
WHERE capture_id = 'c4';
