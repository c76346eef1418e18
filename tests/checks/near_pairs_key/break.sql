-- A pair twice.
UPDATE ops.prints SET plain_body = 'water flows, on to ends.' WHERE article_id IN ('a6', 'a7');
UPDATE ops.article_shingles SET shingles = [3254139439] WHERE article_id IN ('a6', 'a7');
INSERT INTO ops.near_pairs VALUES ('a6', 'a7', 1, 1, 1);
INSERT INTO ops.near_pairs VALUES ('a6', 'a7', 1, 1, 1);

-- The other way round.
INSERT INTO ops.near_pairs VALUES ('a7', 'a6', 1, 1, 1);

-- An article beside itself.
INSERT INTO ops.near_pairs VALUES ('a6', 'a6', 1, 1, 1);
