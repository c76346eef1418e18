-- Countries to which the mentions in the latest text of each article lead. One row per article and country.
CREATE TABLE IF NOT EXISTS ops.article_countries (
    article_id VARCHAR NOT NULL,
    country_code VARCHAR,
    first_captured_on DATE,
    mention_count BIGINT NOT NULL
);

COMMENT ON TABLE ops.article_countries IS
'Countries to which the mentions in the latest text of each article lead. One row per article and country.';
COMMENT ON COLUMN ops.article_countries.article_id IS
'The article.';
COMMENT ON COLUMN ops.article_countries.country_code IS
'ISO 3166 alpha-2 code of the country; NULL for all mentions together that lead to none.';
COMMENT ON COLUMN ops.article_countries.first_captured_on IS
'Day the article was first seen; NULL when every capture of it is undated.';
COMMENT ON COLUMN ops.article_countries.mention_count IS
'Mentions of the country and of entities of it.';
