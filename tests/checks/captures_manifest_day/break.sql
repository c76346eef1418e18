-- Page and manifest differ.
UPDATE ops.capture_files
SET captured_on = '2025-05-16'
WHERE uri = 'c1.txt';

-- Archive and manifest differ.
UPDATE ops.capture_files
SET captured_on = '2025-05-16'
WHERE uri = 'c5.txt';
