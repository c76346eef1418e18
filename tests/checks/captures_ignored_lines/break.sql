-- A rule lost its lines.
DELETE FROM quality.ignored_lines
WHERE rule = 'menu';

-- No rule is named.
DELETE FROM quality.ignored_lines;

-- A rule counts one too many.
UPDATE quality.ignored_lines
SET line_count = 2
WHERE rule = 'menu';
