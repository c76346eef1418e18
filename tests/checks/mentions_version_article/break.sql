-- A text of another article.
UPDATE main.mentions
SET article_id = 'a2'
WHERE version_id = 'v5';
