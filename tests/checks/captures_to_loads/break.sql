-- The capture is not logged.
DELETE FROM ops.loads
WHERE capture_id = 'c1';

-- The log names another parser.
UPDATE ops.loads
SET parser_version = 'p0'
WHERE capture_id = 'c1';
