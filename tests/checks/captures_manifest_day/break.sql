-- Page and manifest differ.
UPDATE ops.capture_files
SET captured_on = '2025-05-16'
WHERE uri = 'c1.txt';

-- Archive and manifest differ.
UPDATE ops.capture_files
SET captured_on = '2025-05-16', captured_on_basis = NULL
WHERE uri = 'a.warc.gz#offset=12';

-- Page and archive differ.
UPDATE ops.capture_files
SET captured_on = '2025-05-16', captured_on_basis = 'archive'
WHERE uri = 'c1.txt';
