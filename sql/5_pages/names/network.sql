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

named AS (
    SELECT DISTINCT
        mentions.article_id,
        mentions.entity_id
    FROM ops.latest_texts
    INNER JOIN main.mentions ON latest_texts.version_id = mentions.version_id
    INNER JOIN first_names ON mentions.entity_id = first_names.entity_id
),

pairs AS (
    SELECT
        one.entity_id AS first_entity_id,
        two.entity_id AS second_entity_id,
        count(*) AS article_count
    FROM named AS one
    INNER JOIN named AS two
        ON
            one.article_id = two.article_id
            AND one.entity_id < two.entity_id
    GROUP BY ALL
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
