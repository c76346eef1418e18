-- Its capture is there.
INSERT INTO main.captures
SELECT * REPLACE ('c0' AS capture_id)
FROM main.captures
LIMIT 1;

-- An appearance is there.
INSERT INTO main.appearances
SELECT * REPLACE ('c0' AS capture_id)
FROM main.appearances
LIMIT 1;

-- A rate is there.
INSERT INTO main.rates
SELECT * REPLACE ('c0' AS capture_id)
FROM main.rates
LIMIT 1;

-- It is in the load log.
INSERT INTO ops.loads
SELECT * REPLACE ('c0' AS capture_id)
FROM ops.loads
LIMIT 1;

-- Its file is there.
INSERT INTO ops.capture_files
SELECT * REPLACE ('c0' AS capture_id)
FROM ops.capture_files
LIMIT 1;

-- A refusal of it is there.
INSERT INTO quality.quarantine
SELECT * REPLACE ('c0' AS capture_id)
FROM quality.quarantine
LIMIT 1;

-- A line of it is there.
INSERT INTO quality.unparsed_lines
SELECT * REPLACE ('c0' AS capture_id)
FROM quality.unparsed_lines
LIMIT 1;
