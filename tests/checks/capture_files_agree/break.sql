-- Two page urls.
UPDATE ops.capture_files
SET page_url = 'https://timesca.com/'
WHERE uri = 'copy of c1.txt';

-- Two days.
UPDATE ops.capture_files
SET captured_on = '2025-05-16'
WHERE uri = 'copy of c1.txt';

-- Two captured froms.
UPDATE ops.capture_files
SET captured_from = '2025-05-02'
WHERE uri = 'copy of c1.txt';

-- Two captured untils.
UPDATE ops.capture_files
SET captured_until = '2025-05-30'
WHERE uri = 'copy of c1.txt';

-- Two outlets.
UPDATE ops.capture_files
SET outlet = 'astanatimes'
WHERE uri = 'copy of c1.txt';
