-- The headline of an undated capture.
UPDATE main.articles
SET headline = 'Tokayev meets breeders'
WHERE article_id = 'a1';

-- The headline of an earlier capture.
UPDATE main.articles
SET headline = 'Water flows'
WHERE article_id = 'a2';

-- The headline of another article of its last capture.
UPDATE main.articles
SET headline = 'Nothing but a headline'
WHERE article_id = 'a2';

-- A headline that was printed is gone.
UPDATE main.articles
SET headline = NULL
WHERE article_id = 'a3';

-- A headline out of nothing.
UPDATE main.articles
SET headline = 'Untitled'
WHERE article_id = 'a4';
