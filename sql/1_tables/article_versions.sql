-- Texts of articles. One row per distinct normalised text of an article.
CREATE TABLE IF NOT EXISTS main.article_versions (
    version_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    headline VARCHAR,
    body VARCHAR NOT NULL,
    edition INTEGER NOT NULL,
    is_longest BOOLEAN NOT NULL,
    is_truncated BOOLEAN NOT NULL,
    dateline_place VARCHAR,
    agency VARCHAR,
    byline VARCHAR,
    captions VARCHAR[] NOT NULL,
    word_count INTEGER NOT NULL,
    char_count INTEGER NOT NULL,
    print_id VARCHAR NOT NULL
);

COMMENT ON TABLE main.article_versions IS
'Texts of articles. One row per distinct normalised text of an article.';
COMMENT ON COLUMN main.article_versions.version_id IS
'Id over article_id and normalised body.';
COMMENT ON COLUMN main.article_versions.article_id IS
'The article whose text this is.';
COMMENT ON COLUMN main.article_versions.headline IS
'Headline above the print that gives the body.';
COMMENT ON COLUMN main.article_versions.body IS
'Of the prints of this text the one with most paragraphs, then the smallest (capture_id, position).';
COMMENT ON COLUMN main.article_versions.edition IS
'Number of the edition this text belongs to, from 1, by earliest capture.';
COMMENT ON COLUMN main.article_versions.is_longest IS
'Whether this is the longest text of its edition.';
COMMENT ON COLUMN main.article_versions.is_truncated IS
'Whether the site cut the text.';
COMMENT ON COLUMN main.article_versions.dateline_place IS
'Place of the dateline, as printed.';
COMMENT ON COLUMN main.article_versions.agency IS
'Agency of the dateline, as printed.';
COMMENT ON COLUMN main.article_versions.byline IS
'Name in the byline, as printed.';
COMMENT ON COLUMN main.article_versions.captions IS
'Captions taken out of the text, in order.';
COMMENT ON COLUMN main.article_versions.word_count IS
'Words of the body.';
COMMENT ON COLUMN main.article_versions.char_count IS
'Code points of the body.';
COMMENT ON COLUMN main.article_versions.print_id IS
'The print that gives headline and body; see ops.prints.';
