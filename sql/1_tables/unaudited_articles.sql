-- Work list of a run: articles that the next audit must read. One row per article, or more.
CREATE TABLE IF NOT EXISTS ops.unaudited_articles (
    article_id VARCHAR NOT NULL
);

COMMENT ON TABLE ops.unaudited_articles IS
'Work list of a run: articles that the next audit must read. One row per article, or more.';
COMMENT ON COLUMN ops.unaudited_articles.article_id IS
'The article: made anew since an audit passed, or found wanting by that audit.';
