-- The first is not there.
INSERT INTO ops.near_pairs VALUES ('a0', 'a6', 1, 1, 1);

-- The second is not there.
INSERT INTO ops.near_pairs VALUES ('a6', 'a8', 1, 1, 1);
