-- A row twice.
INSERT INTO ops.archives
SELECT *
FROM ops.archives
WHERE uri = 'b.zip';

-- A row without uri.
ALTER TABLE ops.archives ALTER COLUMN uri DROP NOT NULL;
INSERT INTO ops.archives
SELECT * REPLACE (NULL AS uri)
FROM ops.archives
WHERE uri = 'b.zip';
