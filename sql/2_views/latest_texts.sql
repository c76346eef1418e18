-- The text by which an article counts: the longest of its latest edition. One row per article.
CREATE OR REPLACE VIEW ops.latest_texts AS
SELECT
    articles.article_id,
    article_versions.version_id,
    articles.first_captured_on
FROM main.articles
INNER JOIN main.article_versions ON articles.article_id = article_versions.article_id
WHERE article_versions.is_longest
QUALIFY row_number() OVER (PARTITION BY articles.article_id ORDER BY article_versions.edition DESC) = 1;

COMMENT ON VIEW ops.latest_texts IS
'The text by which an article counts: the longest of its latest edition. One row per article.';
COMMENT ON COLUMN ops.latest_texts.article_id IS
'The article.';
COMMENT ON COLUMN ops.latest_texts.version_id IS
'Longest text of its latest edition, the one with the highest number.';
COMMENT ON COLUMN ops.latest_texts.first_captured_on IS
'Day the article was first seen; NULL when every capture of it is undated.';
