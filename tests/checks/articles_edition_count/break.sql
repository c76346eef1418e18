-- One too many.
UPDATE main.articles
SET edition_count = 3
WHERE article_id = 'a1';

-- An article without a text.
DELETE FROM main.article_versions
WHERE article_id = 'a4';
