-- An archive that was not read.
UPDATE ops.passed_records
SET uri = 'c.warc.gz'
WHERE rule = 'no_page';
