-- One is missing.
DELETE FROM main.mentions
WHERE version_id = 'v1' AND field = 'headline';

-- All are missing.
DELETE FROM main.mentions
WHERE version_id = 'v4';

-- One was never matched.
DELETE FROM ops.print_mentions
WHERE print_id = 'p5';
