-- An article waits.
INSERT INTO ops.touched_articles VALUES ('a1');
