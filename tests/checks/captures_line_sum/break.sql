-- A line vanished.
UPDATE main.captures
SET fact_line_count = 13
WHERE capture_id = 'c1';

-- A negative count.
UPDATE main.captures
SET blank_count = 21, unparsed_line_count = -1
WHERE capture_id = 'c2';
