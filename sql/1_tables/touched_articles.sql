-- Work list of a run: articles to recompute. One row per article.
CREATE TABLE IF NOT EXISTS ops.touched_articles (
    article_id VARCHAR NOT NULL
);

COMMENT ON TABLE ops.touched_articles IS
'Work list of a run: articles to recompute. One row per article.';
COMMENT ON COLUMN ops.touched_articles.article_id IS
'The article.';
