-- A text is too short.
INSERT INTO ops.near_pairs VALUES ('a6', 'a7', 0, 0, 1);

-- They share less than half of the smaller one.
INSERT INTO ops.near_pairs VALUES ('a6', 'a7', 1, 3, 3);

-- They share more than the smaller one has.
INSERT INTO ops.near_pairs VALUES ('a6', 'a7', 4, 3, 5);
