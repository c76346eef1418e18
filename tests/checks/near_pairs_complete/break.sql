-- A pair is missing.
UPDATE ops.prints SET plain_body = 'water flows, on to ends.' WHERE article_id IN ('a6', 'a7');
UPDATE ops.article_shingles SET shingles = [3254139439] WHERE article_id IN ('a6', 'a7');

-- A pair that is none.
UPDATE ops.prints SET plain_body = 'water flows, on to ends.' WHERE article_id = 'a6';
UPDATE ops.article_shingles SET shingles = [3254139439] WHERE article_id = 'a6';
INSERT INTO ops.near_pairs VALUES ('a6', 'a7', 1, 1, 1);

-- They share more than was counted.
UPDATE ops.prints SET plain_body = 'water flows, on to ends of' WHERE article_id IN ('a6', 'a7');
UPDATE ops.article_shingles SET shingles = [3254139439] WHERE article_id IN ('a6', 'a7');
INSERT INTO ops.near_pairs VALUES ('a6', 'a7', 1, 2, 2);

-- A text has more than was counted.
UPDATE ops.prints SET plain_body = 'water flows, on to ends.' WHERE article_id IN ('a6', 'a7');
UPDATE ops.article_shingles SET shingles = [3254139439] WHERE article_id IN ('a6', 'a7');
INSERT INTO ops.near_pairs VALUES ('a6', 'a7', 1, 1, 2);
