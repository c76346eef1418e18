-- Entities by how many articles mention them. One row per entity that is mentioned.
CREATE OR REPLACE VIEW report.entity_ranking AS
WITH entity_counts AS (
    SELECT
        entity_days.entity_number,
        CAST(sum(entity_days.mention_count) AS BIGINT) AS mention_count,
        CAST(sum(entity_days.article_count) AS BIGINT) AS article_count,
        CAST(
            coalesce(sum(entity_days.article_count) FILTER (WHERE entity_days.first_captured_on IS NULL), 0) AS BIGINT
        ) AS undated_count,
        CAST(sum(sum(entity_days.mention_count)) OVER () AS BIGINT) AS total_mention_count
    FROM ops.entity_days
    GROUP BY entity_days.entity_number
),

article_totals AS (
    SELECT count(*) AS total_article_count
    FROM main.articles
)

SELECT
    rank() OVER (ORDER BY entity_counts.article_count DESC, entity_counts.mention_count DESC) AS rank,
    entities.entity_id,
    entities.canonical_name,
    entities.entity_type,
    entity_counts.mention_count,
    entity_counts.total_mention_count,
    entity_counts.article_count,
    article_totals.total_article_count,
    100 * entity_counts.article_count / article_totals.total_article_count AS share_pct,
    entity_counts.undated_count
FROM entity_counts
INNER JOIN ops.entity_numbers ON entity_counts.entity_number = entity_numbers.entity_number
INNER JOIN main.entities ON entity_numbers.entity_id = entities.entity_id
CROSS JOIN article_totals;

COMMENT ON VIEW report.entity_ranking IS
'Entities by how many articles mention them. One row per entity that is mentioned.';
COMMENT ON COLUMN report.entity_ranking.rank IS
'1 = most articles, then most mentions; equals share a rank.';
COMMENT ON COLUMN report.entity_ranking.entity_id IS
'The entity; undecided mentions are left out.';
COMMENT ON COLUMN report.entity_ranking.canonical_name IS
'Its full standard English name.';
COMMENT ON COLUMN report.entity_ranking.entity_type IS
'Its type.';
COMMENT ON COLUMN report.entity_ranking.mention_count IS
'Mentions in the latest texts of articles.';
COMMENT ON COLUMN report.entity_ranking.total_mention_count IS
'All mentions in the latest texts, undecided ones included; the same in every row.';
COMMENT ON COLUMN report.entity_ranking.article_count IS
'Articles whose latest text mentions it, undated ones included.';
COMMENT ON COLUMN report.entity_ranking.total_article_count IS
'Articles of the warehouse; the same in every row.';
COMMENT ON COLUMN report.entity_ranking.share_pct IS
'article_count over total_article_count, in per cent.';
COMMENT ON COLUMN report.entity_ranking.undated_count IS
'Of article_count, articles whose every capture is undated.';
