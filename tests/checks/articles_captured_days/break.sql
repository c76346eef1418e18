-- A first day that is none.
UPDATE main.articles
SET first_captured_on = '2025-05-14'
WHERE article_id = 'a1';

-- No last day.
UPDATE main.articles
SET last_captured_on = NULL
WHERE article_id = 'a1';

-- A day guessed for an undated article.
UPDATE main.articles
SET first_captured_on = '2025-05-14', last_captured_on = '2025-05-14'
WHERE article_id = 'a4';
