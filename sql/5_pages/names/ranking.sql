-- The entities of each type that most articles mention. One row per entity.
SELECT
    row_number() OVER (
        PARTITION BY entity_type
        ORDER BY
            rank ASC,
            entity_id ASC
    ) AS type_rank,
    rank,
    entity_id,
    canonical_name,
    entity_type,
    mention_count,
    article_count,
    total_article_count,
    undated_count,
    count(*) OVER (PARTITION BY entity_type) AS type_count
FROM report.entity_ranking
QUALIFY type_rank <= getvariable('most_names')
ORDER BY
    entity_type ASC,
    rank ASC,
    entity_id ASC;
