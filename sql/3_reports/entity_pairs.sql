-- Entities that articles mention together. One row per unordered pair of entities.
CREATE OR REPLACE VIEW report.entity_pairs AS
WITH entity_counts AS (
    SELECT
        entity_days.entity_number,
        CAST(sum(entity_days.article_count) AS BIGINT) AS article_count
    FROM ops.entity_days
    GROUP BY entity_days.entity_number
),

-- Numbers run from 1 without a gap: what belongs to one stands at that place, which is found faster than by a join.
by_number AS (
    SELECT
        list(entity_numbers.entity_id ORDER BY entity_numbers.entity_number ASC) AS entity_ids,
        list(entities.canonical_name ORDER BY entity_numbers.entity_number ASC) AS canonical_names,
        list(entity_counts.article_count ORDER BY entity_numbers.entity_number ASC) AS article_counts
    FROM ops.entity_numbers
    LEFT JOIN main.entities ON entity_numbers.entity_id = entities.entity_id
    LEFT JOIN entity_counts ON entity_numbers.entity_number = entity_counts.entity_number
),

article_totals AS (
    SELECT count(*) AS total_article_count
    FROM main.articles
)

SELECT
    by_number.entity_ids[pair_counts.first_number] AS first_entity_id,
    by_number.entity_ids[pair_counts.second_number] AS second_entity_id,
    by_number.canonical_names[pair_counts.first_number] AS first_canonical_name,
    by_number.canonical_names[pair_counts.second_number] AS second_canonical_name,
    pair_counts.article_count,
    by_number.article_counts[pair_counts.first_number] AS first_article_count,
    by_number.article_counts[pair_counts.second_number] AS second_article_count,
    article_totals.total_article_count,
    pair_counts.undated_count,
    log2(
        pair_counts.article_count * article_totals.total_article_count
        / (
            by_number.article_counts[pair_counts.first_number]
            * by_number.article_counts[pair_counts.second_number]
        )
    ) AS pmi
FROM ops.pair_counts
CROSS JOIN by_number
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
