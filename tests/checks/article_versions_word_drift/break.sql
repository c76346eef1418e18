-- The next edition is much shorter.
UPDATE main.article_versions
SET word_count = 60
WHERE version_id = 'v2';

-- The next edition is much longer.
UPDATE main.article_versions
SET word_count = 50
WHERE version_id = 'v4';
