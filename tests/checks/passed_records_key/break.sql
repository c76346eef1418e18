-- A row twice.
INSERT INTO ops.passed_records
SELECT *
FROM ops.passed_records
WHERE rule = 'no_page';

-- A row without uri.
ALTER TABLE ops.passed_records ALTER COLUMN uri DROP NOT NULL;
UPDATE ops.passed_records
SET uri = NULL
WHERE rule = 'no_page';

-- A row without rule.
ALTER TABLE ops.passed_records ALTER COLUMN rule DROP NOT NULL;
UPDATE ops.passed_records
SET rule = NULL
WHERE rule = 'no_page';
