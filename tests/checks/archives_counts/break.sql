-- A record vanished.
UPDATE ops.archives
SET record_count = 10
WHERE uri = 'a.warc.gz';

-- A record without a rule.
UPDATE ops.archives
SET record_count = 1, passed_count = 1
WHERE uri = 'b.zip';

-- A rule that counts too much.
UPDATE ops.passed_records
SET record_count = 4
WHERE host = 'example.org';
