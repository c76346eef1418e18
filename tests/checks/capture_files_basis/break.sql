-- Another basis.
UPDATE ops.capture_files
SET captured_on_basis = 'page'
WHERE uri = 'c1.txt';

-- A basis of no day.
UPDATE ops.capture_files
SET captured_on = NULL
WHERE uri = 'a.warc.gz#offset=99';
