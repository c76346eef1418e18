-- The run is gone.
UPDATE ops.known_articles SET first_run_id = 'r9' WHERE article_id = 'a1';
