-- Articles with the longest text of their latest edition. One row per article.
CREATE OR REPLACE VIEW report.articles_latest AS
SELECT
    articles.article_id,
    articles.outlet,
    articles.headline,
    articles.genre,
    article_versions.version_id,
    article_versions.body,
    article_versions.edition,
    articles.edition_count,
    article_versions.is_truncated,
    article_versions.dateline_place,
    article_versions.agency,
    article_versions.byline,
    article_versions.captions,
    article_versions.word_count,
    article_versions.char_count,
    articles.first_captured_on,
    articles.last_captured_on,
    articles.appearance_count
FROM ops.latest_texts
INNER JOIN main.articles ON latest_texts.article_id = articles.article_id
INNER JOIN main.article_versions ON latest_texts.version_id = article_versions.version_id;

COMMENT ON VIEW report.articles_latest IS
'Articles with the longest text of their latest edition. One row per article.';
COMMENT ON COLUMN report.articles_latest.article_id IS
'The article.';
COMMENT ON COLUMN report.articles_latest.outlet IS
'Slug of the news site.';
COMMENT ON COLUMN report.articles_latest.headline IS
'Headline verbatim, as last printed; NULL for an article printed without one.';
COMMENT ON COLUMN report.articles_latest.genre IS
'Genre: ''news'', ''opinion'', ''digest'' or another.';
COMMENT ON COLUMN report.articles_latest.version_id IS
'The text: longest of the latest edition.';
COMMENT ON COLUMN report.articles_latest.body IS
'That text; paragraphs joined by one blank line.';
COMMENT ON COLUMN report.articles_latest.edition IS
'Number of that edition, the highest.';
COMMENT ON COLUMN report.articles_latest.edition_count IS
'Editions of the article.';
COMMENT ON COLUMN report.articles_latest.is_truncated IS
'Whether the site cut even this text.';
COMMENT ON COLUMN report.articles_latest.dateline_place IS
'Place of the dateline, as printed.';
COMMENT ON COLUMN report.articles_latest.agency IS
'Agency of the dateline, as printed.';
COMMENT ON COLUMN report.articles_latest.byline IS
'Name in the byline, as printed.';
COMMENT ON COLUMN report.articles_latest.captions IS
'Captions taken out of the text, in order.';
COMMENT ON COLUMN report.articles_latest.word_count IS
'Words of the body.';
COMMENT ON COLUMN report.articles_latest.char_count IS
'Code points of the body.';
COMMENT ON COLUMN report.articles_latest.first_captured_on IS
'Earliest day of capture; NULL when every capture of it is undated.';
COMMENT ON COLUMN report.articles_latest.last_captured_on IS
'Latest day of capture; NULL when every capture of it is undated.';
COMMENT ON COLUMN report.articles_latest.appearance_count IS
'Appearances of the article, over all captures.';
