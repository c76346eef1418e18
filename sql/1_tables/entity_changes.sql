-- Work list of a run: entities of articles made anew, to be counted. One row per article, entity and change.
CREATE TABLE IF NOT EXISTS ops.entity_changes (
    article_id VARCHAR NOT NULL,
    entity_number INTEGER,
    first_captured_on DATE,
    mention_count INTEGER NOT NULL,
    change INTEGER NOT NULL
);

COMMENT ON TABLE ops.entity_changes IS
'Work list of a run: entities of articles made anew, to be counted. One row per article, entity and change.';
COMMENT ON COLUMN ops.entity_changes.article_id IS
'The article.';
COMMENT ON COLUMN ops.entity_changes.entity_number IS
'The entity, by its number in ops.entity_numbers; NULL for all undecided mentions together.';
COMMENT ON COLUMN ops.entity_changes.first_captured_on IS
'Day the article was first seen; NULL when every capture of it is undated.';
COMMENT ON COLUMN ops.entity_changes.mention_count IS
'Mentions in its latest text.';
COMMENT ON COLUMN ops.entity_changes.change IS
'-1 for what the article had, 1 for what it has now.';
