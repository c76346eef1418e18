-- An unknown run.
UPDATE ops.archives
SET run_id = 'r7'
WHERE uri = 'b.zip';
