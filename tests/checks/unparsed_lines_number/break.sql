-- Behind the last line.
UPDATE quality.unparsed_lines
SET line_number = 41
WHERE capture_id = 'c6' AND line_number = 40;

-- Before the first line.
UPDATE quality.unparsed_lines
SET line_number = 0
WHERE capture_id = 'c1' AND line_number = 3;
