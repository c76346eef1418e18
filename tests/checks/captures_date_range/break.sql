-- The range runs backwards.
UPDATE main.captures
SET captured_from = '2025-06-01'
WHERE capture_id = 'c3';

-- The day lies before the range.
UPDATE main.captures
SET captured_on = '2025-04-30'
WHERE capture_id = 'c1';

-- The day lies behind the range.
UPDATE main.captures
SET captured_on = '2025-06-01'
WHERE capture_id = 'c1';
