-- An article twice.
INSERT INTO ops.known_articles
SELECT known_articles.* FROM ops.known_articles WHERE article_id = 'a1';

-- No article.
ALTER TABLE ops.known_articles ALTER COLUMN article_id DROP NOT NULL;
UPDATE ops.known_articles SET article_id = NULL WHERE article_id = 'a1';
