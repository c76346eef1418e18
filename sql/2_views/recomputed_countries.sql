-- Countries of the touched articles, of their entities. One row per article and country.
CREATE OR REPLACE VIEW ops.recomputed_countries AS
SELECT
    article_entities.article_id,
    entities.country_code,
    article_entities.first_captured_on,
    CAST(sum(article_entities.mention_count) AS BIGINT) AS mention_count
FROM ops.article_entities
INNER JOIN ops.touched_articles ON article_entities.article_id = touched_articles.article_id
LEFT JOIN ops.entity_numbers ON article_entities.entity_number = entity_numbers.entity_number
LEFT JOIN main.entities ON entity_numbers.entity_id = entities.entity_id
GROUP BY
    article_entities.article_id,
    entities.country_code,
    article_entities.first_captured_on;

COMMENT ON VIEW ops.recomputed_countries IS
'Countries of the touched articles, of their entities. One row per article and country.';
COMMENT ON COLUMN ops.recomputed_countries.article_id IS
'The article.';
COMMENT ON COLUMN ops.recomputed_countries.country_code IS
'ISO 3166 alpha-2 code of the country; NULL for all mentions together that lead to none.';
COMMENT ON COLUMN ops.recomputed_countries.first_captured_on IS
'Day the article was first seen; NULL when every capture of it is undated.';
COMMENT ON COLUMN ops.recomputed_countries.mention_count IS
'Mentions of the country and of entities of it.';
