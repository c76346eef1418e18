-- A line was not kept.
DELETE FROM quality.unparsed_lines
WHERE capture_id = 'c1' AND line_number = 3;

-- None was kept.
DELETE FROM quality.unparsed_lines
WHERE capture_id = 'c6';

-- One was not counted.
UPDATE main.captures
SET unparsed_line_count = 0
WHERE capture_id = 'c1';
