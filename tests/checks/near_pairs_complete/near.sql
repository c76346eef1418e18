-- A pair that is one.
UPDATE ops.prints SET plain_body = 'water flows, on to ends.' WHERE article_id IN ('a6', 'a7');
UPDATE ops.article_shingles SET shingles = [3254139439] WHERE article_id IN ('a6', 'a7');
INSERT INTO ops.near_pairs VALUES ('a6', 'a7', 1, 1, 1);

-- Three articles hold a shingle, one more than lead to a pair.
UPDATE ops.prints SET plain_body = 'water flows, on to ends.' WHERE article_id IN ('a5', 'a6', 'a7');
UPDATE ops.article_shingles SET shingles = [3254139439] WHERE article_id IN ('a5', 'a6', 'a7');

-- A text is too short for a pair.
UPDATE ops.near_rules SET least_shingle_count = 2;
UPDATE ops.prints SET plain_body = 'water flows, on to ends.' WHERE article_id IN ('a6', 'a7');
UPDATE ops.article_shingles SET shingles = [3254139439] WHERE article_id IN ('a6', 'a7');
