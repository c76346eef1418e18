-- A gap.
UPDATE main.appearances
SET position = 3
WHERE capture_id = 'c1' AND position = 2;

-- From 0, though the last is the count.
UPDATE main.appearances
SET position = 0
WHERE capture_id = 'c1' AND position = 1;
