-- A load left neither capture nor refusal.
INSERT INTO ops.loads BY NAME
SELECT * REPLACE ('c7' AS capture_id)
FROM ops.loads
LIMIT 1;

-- What was loaded vanished but for a refused line.
DELETE FROM main.captures
WHERE capture_id = 'c1';
