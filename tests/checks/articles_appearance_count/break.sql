-- One too many.
UPDATE main.articles
SET appearance_count = 4
WHERE article_id = 'a1';

-- An article that never appeared.
DELETE FROM main.appearances
WHERE article_id = 'a4';
