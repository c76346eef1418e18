-- The article is gone.
DELETE FROM main.articles
WHERE article_id = 'a4';
