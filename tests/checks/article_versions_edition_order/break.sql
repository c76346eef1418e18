-- The undated edition first.
UPDATE main.article_versions
SET edition = 3 - edition
WHERE article_id = 'a1';
