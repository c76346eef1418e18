-- Articles. One row per article, by outlet and normalised headline.
CREATE TABLE IF NOT EXISTS main.articles (
    article_id VARCHAR NOT NULL,
    outlet VARCHAR NOT NULL,
    headline VARCHAR,
    genre VARCHAR NOT NULL,
    first_captured_on DATE,
    last_captured_on DATE,
    appearance_count INTEGER NOT NULL,
    edition_count INTEGER NOT NULL
);

COMMENT ON TABLE main.articles IS
'Articles. One row per article, by outlet and normalised headline.';
COMMENT ON COLUMN main.articles.article_id IS
'Id over outlet and normalised headline; for a recurring headline or none also the first 30 words.';
COMMENT ON COLUMN main.articles.outlet IS
'Slug of the news site.';
COMMENT ON COLUMN main.articles.headline IS
'Headline verbatim, as last printed; NULL for an article printed without one.';
COMMENT ON COLUMN main.articles.genre IS
'''news'', ''opinion'', ''digest'' or another genre of seeds/genres.csv.';
COMMENT ON COLUMN main.articles.first_captured_on IS
'Earliest day of capture; NULL when every capture of it is undated.';
COMMENT ON COLUMN main.articles.last_captured_on IS
'Latest day of capture; NULL when every capture of it is undated.';
COMMENT ON COLUMN main.articles.appearance_count IS
'Appearances of the article, over all captures.';
COMMENT ON COLUMN main.articles.edition_count IS
'Distinct editions: texts that are not a mere truncation of another.';
