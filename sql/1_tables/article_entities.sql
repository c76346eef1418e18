-- Entities in the latest text of each article: what counts of mentions are made of. One row per article and entity.
CREATE TABLE IF NOT EXISTS ops.article_entities (
    article_id VARCHAR NOT NULL,
    entity_number INTEGER,
    first_captured_on DATE,
    mention_count INTEGER NOT NULL
);

COMMENT ON TABLE ops.article_entities IS
'Entities in the latest text of each article: what counts of mentions are made of. One row per article and entity.';
COMMENT ON COLUMN ops.article_entities.article_id IS
'The article.';
COMMENT ON COLUMN ops.article_entities.entity_number IS
'The entity, by its number in ops.entity_numbers; NULL for all undecided mentions together.';
COMMENT ON COLUMN ops.article_entities.first_captured_on IS
'Day the article was first seen; NULL when every capture of it is undated.';
COMMENT ON COLUMN ops.article_entities.mention_count IS
'Mentions in that text.';
