-- An article has none.
DELETE FROM ops.article_shingles WHERE article_id = 'a1';

-- An article that is not there.
INSERT INTO ops.article_shingles VALUES ('a0', 'v0', []);

-- Those of an earlier edition.
UPDATE ops.article_shingles SET version_id = 'v2' WHERE article_id = 'a1';

-- One that the text does not have.
UPDATE ops.article_shingles SET shingles = [1] WHERE article_id = 'a2';

-- One that the text has is missing.
UPDATE ops.prints SET plain_body = 'water flows, on to ends.' WHERE article_id = 'a6';
