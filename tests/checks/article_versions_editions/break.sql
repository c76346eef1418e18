-- A gap.
UPDATE main.article_versions
SET edition = 3
WHERE version_id = 'v4';

-- From 0, though the last is the count.
UPDATE main.article_versions
SET edition = 0
WHERE article_id = 'a1' AND edition = 1;
