-- A row twice.
INSERT INTO ops.prints
SELECT *
FROM ops.prints
LIMIT 1;

-- A row without print_id.
ALTER TABLE ops.prints ALTER COLUMN print_id DROP NOT NULL;
INSERT INTO ops.prints
SELECT * REPLACE (NULL AS print_id)
FROM ops.prints
LIMIT 1;
