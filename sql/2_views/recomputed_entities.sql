-- Entities in the latest texts of the touched articles. One row per article and entity.
CREATE OR REPLACE VIEW ops.recomputed_entities AS
SELECT
    latest_texts.article_id,
    entity_numbers.entity_number,
    latest_texts.first_captured_on,
    CAST(count(*) AS INTEGER) AS mention_count
FROM ops.latest_texts
INNER JOIN ops.touched_articles ON latest_texts.article_id = touched_articles.article_id
INNER JOIN main.mentions ON latest_texts.version_id = mentions.version_id
LEFT JOIN ops.entity_numbers ON mentions.entity_id = entity_numbers.entity_id
GROUP BY
    latest_texts.article_id,
    latest_texts.first_captured_on,
    entity_numbers.entity_number;

COMMENT ON VIEW ops.recomputed_entities IS
'Entities in the latest texts of the touched articles. One row per article and entity.';
COMMENT ON COLUMN ops.recomputed_entities.article_id IS
'The article.';
COMMENT ON COLUMN ops.recomputed_entities.entity_number IS
'The entity, by its number in ops.entity_numbers; NULL for all undecided mentions together.';
COMMENT ON COLUMN ops.recomputed_entities.first_captured_on IS
'Day the article was first seen; NULL when every capture of it is undated.';
COMMENT ON COLUMN ops.recomputed_entities.mention_count IS
'Mentions in that text.';
