-- A pair is missing.
DELETE FROM ops.pair_counts;

-- A pair too many.
INSERT INTO ops.pair_counts VALUES (1, 3, 1, 0);

-- An article more.
UPDATE ops.pair_counts SET article_count = 2;

-- An undated article more.
UPDATE ops.pair_counts SET undated_count = 1;

-- A pair that no article holds.
INSERT INTO ops.pair_counts VALUES (2, 1, 0, 0);
