-- A row twice.
INSERT INTO ops.print_mentions
SELECT *
FROM ops.print_mentions
LIMIT 1;

-- A row without print_id.
ALTER TABLE ops.print_mentions ALTER COLUMN print_id DROP NOT NULL;
INSERT INTO ops.print_mentions
SELECT * REPLACE (NULL AS print_id)
FROM ops.print_mentions
LIMIT 1;

-- A row without field.
ALTER TABLE ops.print_mentions ALTER COLUMN field DROP NOT NULL;
INSERT INTO ops.print_mentions
SELECT * REPLACE (NULL AS field)
FROM ops.print_mentions
LIMIT 1;

-- A row without char_start.
ALTER TABLE ops.print_mentions ALTER COLUMN char_start DROP NOT NULL;
INSERT INTO ops.print_mentions
SELECT * REPLACE (NULL AS char_start)
FROM ops.print_mentions
LIMIT 1;

-- A row without char_end.
ALTER TABLE ops.print_mentions ALTER COLUMN char_end DROP NOT NULL;
INSERT INTO ops.print_mentions
SELECT * REPLACE (NULL AS char_end)
FROM ops.print_mentions
LIMIT 1;
