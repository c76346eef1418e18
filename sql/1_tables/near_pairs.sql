-- Articles whose latest texts share most of the smaller one. One row per unordered pair of articles.
CREATE TABLE IF NOT EXISTS ops.near_pairs (
    first_article_id VARCHAR NOT NULL,
    second_article_id VARCHAR NOT NULL,
    shared_shingle_count INTEGER NOT NULL,
    first_shingle_count INTEGER NOT NULL,
    second_shingle_count INTEGER NOT NULL
);

COMMENT ON TABLE ops.near_pairs IS
'Articles whose latest texts share most of the smaller one. One row per unordered pair of articles.';
COMMENT ON COLUMN ops.near_pairs.first_article_id IS
'The article whose id sorts first.';
COMMENT ON COLUMN ops.near_pairs.second_article_id IS
'The other article.';
COMMENT ON COLUMN ops.near_pairs.shared_shingle_count IS
'Distinct shingles (five consecutive words, without case and punctuation) that stand in both texts.';
COMMENT ON COLUMN ops.near_pairs.first_shingle_count IS
'Distinct shingles of the first text.';
COMMENT ON COLUMN ops.near_pairs.second_shingle_count IS
'Distinct shingles of the second text.';
