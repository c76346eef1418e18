-- Work list of a run: texts of articles made anew, to be compared. One row per article and change.
CREATE TABLE IF NOT EXISTS ops.text_changes (
    article_id VARCHAR NOT NULL,
    shingles UINTEGER[] NOT NULL,
    change INTEGER NOT NULL
);

COMMENT ON TABLE ops.text_changes IS
'Work list of a run: texts of articles made anew, to be compared. One row per article and change.';
COMMENT ON COLUMN ops.text_changes.article_id IS
'The article.';
COMMENT ON COLUMN ops.text_changes.shingles IS
'The sample of the shingles of its text, as in ops.article_shingles.';
COMMENT ON COLUMN ops.text_changes.change IS
'-1 for the text that it had, 1 for the one that it has now.';
