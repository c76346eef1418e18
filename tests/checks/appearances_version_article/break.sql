-- A text of another article.
UPDATE main.appearances
SET article_id = 'a2'
WHERE version_id = 'v6';
