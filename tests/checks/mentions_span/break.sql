-- One place off behind an emoji.
UPDATE main.mentions
SET char_start = char_start + 1, char_end = char_end + 1
WHERE version_id = 'v2' AND surface = 'Kazakhstan';

-- A surface that is not there.
UPDATE main.mentions
SET surface = 'ASTANA'
WHERE version_id = 'v4';

-- Counted from the end of the field.
UPDATE main.mentions
SET char_start = -8, char_end = -2
WHERE version_id = 'v4';

-- Behind the end of the field.
UPDATE main.mentions
SET char_end = char_end + 1
WHERE surface = 'breeders';

-- Nothing.
UPDATE main.mentions
SET char_end = char_start, surface = ''
WHERE version_id = 'v4';

-- In a headline that is none.
UPDATE main.article_versions
SET headline = NULL
WHERE version_id = 'v2';

-- In a field that is none.
UPDATE main.mentions
SET field = 'caption'
WHERE version_id = 'v4';
