-- Bytes counted, not code points.
UPDATE main.article_versions
SET char_count = strlen(body)
WHERE version_id = 'v2';

-- A no-break space taken for a letter.
UPDATE main.article_versions
SET word_count = 4
WHERE version_id = 'v3';
