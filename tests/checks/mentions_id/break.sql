-- An id over something else.
UPDATE main.mentions
SET mention_id = md5(mention_id)[1:16]
WHERE version_id = 'v4';

-- A mention that moved.
UPDATE main.mentions
SET char_start = char_start + 1
WHERE version_id = 'v4';
