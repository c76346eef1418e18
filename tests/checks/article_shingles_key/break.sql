-- A row twice.
INSERT INTO ops.article_shingles
SELECT *
FROM ops.article_shingles
LIMIT 1;
