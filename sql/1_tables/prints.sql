-- Exact texts as printed, from which versions and mentions are recomputed. One row per distinct print.
CREATE TABLE IF NOT EXISTS ops.prints (
    print_id VARCHAR NOT NULL,
    version_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    outlet VARCHAR NOT NULL,
    headline VARCHAR,
    body VARCHAR NOT NULL,
    plain_body VARCHAR NOT NULL,
    genre VARCHAR NOT NULL,
    paragraph_count INTEGER NOT NULL,
    is_truncated BOOLEAN NOT NULL,
    dateline_place VARCHAR,
    agency VARCHAR,
    byline VARCHAR,
    captions VARCHAR[] NOT NULL,
    word_count INTEGER NOT NULL,
    char_count INTEGER NOT NULL,
    gazetteer_version VARCHAR NOT NULL
);

COMMENT ON TABLE ops.prints IS
'Exact texts as printed, from which versions and mentions are recomputed. One row per distinct print.';
COMMENT ON COLUMN ops.prints.print_id IS
'Id over all that was printed.';
COMMENT ON COLUMN ops.prints.version_id IS
'The version the print belongs to.';
COMMENT ON COLUMN ops.prints.article_id IS
'The article the print belongs to.';
COMMENT ON COLUMN ops.prints.outlet IS
'Slug of the news site.';
COMMENT ON COLUMN ops.prints.headline IS
'Headline as printed.';
COMMENT ON COLUMN ops.prints.body IS
'Body with paragraphs joined by one blank line.';
COMMENT ON COLUMN ops.prints.plain_body IS
'Normalised body without the mark of truncation: what tells a truncation from an edit.';
COMMENT ON COLUMN ops.prints.genre IS
'Genre by headline.';
COMMENT ON COLUMN ops.prints.paragraph_count IS
'Paragraphs of the body.';
COMMENT ON COLUMN ops.prints.is_truncated IS
'Whether this print is cut.';
COMMENT ON COLUMN ops.prints.dateline_place IS
'Place of the dateline.';
COMMENT ON COLUMN ops.prints.agency IS
'Agency of the dateline.';
COMMENT ON COLUMN ops.prints.byline IS
'Name in the byline.';
COMMENT ON COLUMN ops.prints.captions IS
'Captions taken out.';
COMMENT ON COLUMN ops.prints.word_count IS
'Words of the body.';
COMMENT ON COLUMN ops.prints.char_count IS
'Code points of the body.';
COMMENT ON COLUMN ops.prints.gazetteer_version IS
'Version of the gazetteer that matched this print.';
