-- Half of the smaller one, to the shingle.
INSERT INTO ops.near_pairs VALUES ('a6', 'a7', 2, 4, 9);
