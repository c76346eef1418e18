-- Mentions and articles by entity and day. One row per entity and day of articles that mention it.
CREATE TABLE IF NOT EXISTS ops.entity_days (
    entity_number INTEGER,
    first_captured_on DATE,
    mention_count BIGINT NOT NULL,
    article_count BIGINT NOT NULL
);

COMMENT ON TABLE ops.entity_days IS
'Mentions and articles by entity and day. One row per entity and day of articles that mention it.';
COMMENT ON COLUMN ops.entity_days.entity_number IS
'The entity, by its number in ops.entity_numbers; NULL for all undecided mentions together.';
COMMENT ON COLUMN ops.entity_days.first_captured_on IS
'The day; NULL for articles of which every capture is undated.';
COMMENT ON COLUMN ops.entity_days.mention_count IS
'Mentions in the latest texts of these articles.';
COMMENT ON COLUMN ops.entity_days.article_count IS
'Articles first seen on that day whose latest text mentions it.';
