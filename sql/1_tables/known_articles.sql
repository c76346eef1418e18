-- Since when articles are known. One row per article.
CREATE TABLE IF NOT EXISTS ops.known_articles (
    article_id VARCHAR NOT NULL,
    first_run_id VARCHAR NOT NULL
);

COMMENT ON TABLE ops.known_articles IS
'Since when articles are known. One row per article.';
COMMENT ON COLUMN ops.known_articles.article_id IS
'The article.';
COMMENT ON COLUMN ops.known_articles.first_run_id IS
'The run since which it is in the warehouse without a break.';
