-- Pairs that most articles mention together, of the entities in most articles. One row per pair.
WITH first_names AS (
    SELECT
        entity_id,
        canonical_name,
        entity_type,
        article_count,
        total_article_count
    FROM report.entity_ranking
    ORDER BY
        rank ASC,
        entity_id ASC
    LIMIT getvariable('most_nodes')
),

pairs AS (
    SELECT
        first_ids.entity_id AS first_entity_id,
        second_ids.entity_id AS second_entity_id,
        pair_counts.article_count
    FROM ops.pair_counts
    INNER JOIN ops.entity_numbers AS first_ids ON pair_counts.first_number = first_ids.entity_number
    INNER JOIN ops.entity_numbers AS second_ids ON pair_counts.second_number = second_ids.entity_number
    WHERE
        first_ids.entity_id IN (SELECT first_names.entity_id FROM first_names)
        AND second_ids.entity_id IN (SELECT first_names.entity_id FROM first_names)
)

SELECT
    pairs.first_entity_id,
    pairs.second_entity_id,
    one.canonical_name AS first_canonical_name,
    two.canonical_name AS second_canonical_name,
    one.entity_type AS first_entity_type,
    two.entity_type AS second_entity_type,
    pairs.article_count,
    one.article_count AS first_article_count,
    two.article_count AS second_article_count,
    one.total_article_count,
    log2(
        pairs.article_count * one.total_article_count / (one.article_count * two.article_count)
    ) AS pmi,
    count(*) OVER () AS total_count
FROM pairs
INNER JOIN first_names AS one ON pairs.first_entity_id = one.entity_id
INNER JOIN first_names AS two ON pairs.second_entity_id = two.entity_id
WHERE pairs.article_count > 1
ORDER BY
    pairs.article_count DESC,
    pmi DESC,
    pairs.first_entity_id ASC,
    pairs.second_entity_id ASC
LIMIT getvariable('most_edges');
