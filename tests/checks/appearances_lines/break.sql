-- Before the first line.
UPDATE main.appearances
SET line_start = 0
WHERE capture_id = 'c3' AND position = 1;

-- Ends before it starts.
UPDATE main.appearances
SET line_end = 10
WHERE capture_id = 'c2';

-- Behind the last line.
UPDATE main.appearances
SET line_end = 41
WHERE capture_id = 'c4';
