-- Articles by pair of entities. One row per two entities that some latest text mentions together.
CREATE TABLE IF NOT EXISTS ops.pair_counts (
    first_number INTEGER NOT NULL,
    second_number INTEGER NOT NULL,
    article_count BIGINT NOT NULL,
    undated_count BIGINT NOT NULL
);

COMMENT ON TABLE ops.pair_counts IS
'Articles by pair of entities. One row per two entities that some latest text mentions together.';
COMMENT ON COLUMN ops.pair_counts.first_number IS
'The entity whose id sorts first, by its number in ops.entity_numbers.';
COMMENT ON COLUMN ops.pair_counts.second_number IS
'The other entity.';
COMMENT ON COLUMN ops.pair_counts.article_count IS
'Articles whose latest text mentions both, undated ones included.';
COMMENT ON COLUMN ops.pair_counts.undated_count IS
'Of these, articles of which every capture is undated.';
