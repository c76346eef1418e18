-- A capture waits.
INSERT INTO ops.touched_captures VALUES ('c1');
