-- A file that nobody loaded.
DELETE FROM ops.loads
WHERE capture_id = 'c9';
