-- A sample of the shingles of each article's latest text, by which near duplicates are found. One row per article.
CREATE TABLE IF NOT EXISTS ops.article_shingles (
    article_id VARCHAR NOT NULL,
    version_id VARCHAR NOT NULL,
    shingles UINTEGER[] NOT NULL
);

COMMENT ON TABLE ops.article_shingles IS
'A sample of the shingles of each article''s latest text, by which near duplicates are found. One row per article.';
COMMENT ON COLUMN ops.article_shingles.article_id IS
'The article.';
COMMENT ON COLUMN ops.article_shingles.version_id IS
'The text: longest of the latest edition.';
COMMENT ON COLUMN ops.article_shingles.shingles IS
'Upper halves of one hash in eight of its five consecutive words, those that eight divides; distinct, in no order.';
