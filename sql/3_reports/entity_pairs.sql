-- Entities that articles mention together. One row per unordered pair of entities.
CREATE OR REPLACE VIEW report.entity_pairs AS
WITH article_entities AS (
    SELECT DISTINCT
        latest_texts.article_id,
        latest_texts.first_captured_on,
        mentions.entity_id
    FROM ops.latest_texts
    INNER JOIN main.mentions ON latest_texts.version_id = mentions.version_id
),

entity_articles AS (
    SELECT
        entities.entity_id,
        entities.canonical_name,
        count(*) AS article_count
    FROM article_entities
    INNER JOIN main.entities ON article_entities.entity_id = entities.entity_id
    GROUP BY
        entities.entity_id,
        entities.canonical_name
),

pair_articles AS (
    SELECT
        first_entities.entity_id AS first_entity_id,
        second_entities.entity_id AS second_entity_id,
        count(*) AS article_count,
        count(*) FILTER (WHERE first_entities.first_captured_on IS NULL) AS undated_count
    FROM article_entities AS first_entities
    INNER JOIN article_entities AS second_entities
        ON
            first_entities.article_id = second_entities.article_id
            AND first_entities.entity_id < second_entities.entity_id
    GROUP BY
        first_entities.entity_id,
        second_entities.entity_id
),

article_totals AS (
    SELECT count(*) AS total_article_count
    FROM main.articles
)

SELECT
    pair_articles.first_entity_id,
    pair_articles.second_entity_id,
    first_articles.canonical_name AS first_canonical_name,
    second_articles.canonical_name AS second_canonical_name,
    pair_articles.article_count,
    first_articles.article_count AS first_article_count,
    second_articles.article_count AS second_article_count,
    article_totals.total_article_count,
    pair_articles.undated_count,
    log2(
        pair_articles.article_count * article_totals.total_article_count
        / (first_articles.article_count * second_articles.article_count)
    ) AS pmi
FROM pair_articles
INNER JOIN entity_articles AS first_articles ON pair_articles.first_entity_id = first_articles.entity_id
INNER JOIN entity_articles AS second_articles ON pair_articles.second_entity_id = second_articles.entity_id
CROSS JOIN article_totals;

COMMENT ON VIEW report.entity_pairs IS
'Entities that articles mention together. One row per unordered pair of entities.';
COMMENT ON COLUMN report.entity_pairs.first_entity_id IS
'The entity whose id sorts first; undecided mentions are left out.';
COMMENT ON COLUMN report.entity_pairs.second_entity_id IS
'The other entity.';
COMMENT ON COLUMN report.entity_pairs.first_canonical_name IS
'Full standard English name of the first.';
COMMENT ON COLUMN report.entity_pairs.second_canonical_name IS
'Full standard English name of the second.';
COMMENT ON COLUMN report.entity_pairs.article_count IS
'Articles whose latest text mentions both, undated ones included.';
COMMENT ON COLUMN report.entity_pairs.first_article_count IS
'Articles whose latest text mentions the first.';
COMMENT ON COLUMN report.entity_pairs.second_article_count IS
'Articles whose latest text mentions the second.';
COMMENT ON COLUMN report.entity_pairs.total_article_count IS
'Articles of the warehouse; the same in every row.';
COMMENT ON COLUMN report.entity_pairs.undated_count IS
'Of article_count, articles whose every capture is undated.';
COMMENT ON COLUMN report.entity_pairs.pmi IS
'Pointwise mutual information in bits: log2 of how many times more often they meet than if they were independent.';
