-- An article of unknown age.
DELETE FROM ops.known_articles WHERE article_id = 'a1';

-- An article that is gone.
INSERT INTO ops.known_articles VALUES ('a99', 'r1');
