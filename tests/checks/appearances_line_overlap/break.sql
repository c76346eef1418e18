-- Two items share a line.
UPDATE main.appearances
SET line_start = 14
WHERE capture_id = 'c1' AND position = 2;

-- Not in page order.
UPDATE main.appearances
SET position = 3 - position
WHERE capture_id = 'c1';
