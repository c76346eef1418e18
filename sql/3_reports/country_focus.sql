-- The country an article is mostly about. One row per article.
CREATE OR REPLACE VIEW report.country_focus AS
WITH focus AS (
    SELECT
        article_id,
        first(
            country_code ORDER BY mention_count DESC, country_code ASC
        ) FILTER (WHERE country_code IS NOT NULL) AS country_code,
        max(mention_count) FILTER (WHERE country_code IS NOT NULL) AS mention_count,
        sum(mention_count) FILTER (WHERE country_code IS NOT NULL) AS country_mention_count,
        sum(mention_count) AS total_mention_count,
        count(country_code) AS country_count
    FROM ops.article_countries
    GROUP BY article_id
)

SELECT
    articles.article_id,
    articles.first_captured_on,
    focus.country_code,
    coalesce(focus.mention_count, 0) AS mention_count,
    CAST(coalesce(focus.country_mention_count, 0) AS BIGINT) AS country_mention_count,
    100 * focus.mention_count / focus.country_mention_count AS share_pct,
    coalesce(focus.country_count, 0) AS country_count,
    CAST(coalesce(focus.total_mention_count, 0) AS BIGINT) AS total_mention_count
FROM main.articles
LEFT JOIN focus ON articles.article_id = focus.article_id;

COMMENT ON VIEW report.country_focus IS
'The country an article is mostly about. One row per article.';
COMMENT ON COLUMN report.country_focus.article_id IS
'The article.';
COMMENT ON COLUMN report.country_focus.first_captured_on IS
'Day the article was first seen; NULL when every capture of it is undated.';
COMMENT ON COLUMN report.country_focus.country_code IS
'Country of most mentions (an entity of any type counts for its country), then the first by code; NULL without any.';
COMMENT ON COLUMN report.country_focus.mention_count IS
'Mentions that lead to this country.';
COMMENT ON COLUMN report.country_focus.country_mention_count IS
'Mentions that lead to any country.';
COMMENT ON COLUMN report.country_focus.share_pct IS
'mention_count over country_mention_count, in per cent; NULL where country_code is.';
COMMENT ON COLUMN report.country_focus.country_count IS
'Different countries that mentions lead to.';
COMMENT ON COLUMN report.country_focus.total_mention_count IS
'All mentions of the latest text: also undecided ones and those of entities without a country.';
