-- Must be empty: the pairs of an entity add up to its partners in all articles.
-- Severity: critical. Table: ops.pair_counts. Key: entity_number.
-- When it fires: Steppe's fault, not a dump's: mend flows/warehouse/counts.py, then `steppe rebuild` counts anew.
WITH article_partners AS (
    SELECT
        article_entities.article_id,
        count(*) - 1 AS partner_count
    FROM ops.article_entities
    WHERE article_entities.entity_number IS NOT NULL
    GROUP BY article_entities.article_id
),

told AS (
    SELECT
        article_entities.entity_number,
        sum(article_partners.partner_count) AS partner_count,
        sum(article_partners.partner_count) FILTER (WHERE article_entities.first_captured_on IS NULL)
            AS undated_count
    FROM ops.article_entities
    INNER JOIN article_partners ON article_entities.article_id = article_partners.article_id
    WHERE article_entities.entity_number IS NOT NULL
    GROUP BY article_entities.entity_number
),

sides AS (
    SELECT
        pair_counts.first_number AS entity_number,
        sum(pair_counts.article_count) AS partner_count,
        sum(pair_counts.undated_count) AS undated_count,
        count(*) FILTER (WHERE pair_counts.article_count < 1) AS empty_count
    FROM ops.pair_counts
    GROUP BY pair_counts.first_number
    UNION ALL
    SELECT
        pair_counts.second_number AS entity_number,
        sum(pair_counts.article_count) AS partner_count,
        sum(pair_counts.undated_count) AS undated_count,
        0 AS empty_count
    FROM ops.pair_counts
    GROUP BY pair_counts.second_number
),

kept AS (
    SELECT
        sides.entity_number,
        sum(sides.partner_count) AS partner_count,
        sum(sides.undated_count) AS undated_count,
        sum(sides.empty_count) AS empty_count
    FROM sides
    GROUP BY sides.entity_number
)

SELECT
    coalesce(told.entity_number, kept.entity_number) AS entity_number,
    told.partner_count,
    kept.partner_count AS kept_partner_count,
    told.undated_count,
    kept.undated_count AS kept_undated_count
FROM told
FULL JOIN kept ON told.entity_number = kept.entity_number
WHERE
    coalesce(told.partner_count, 0) <> coalesce(kept.partner_count, 0)
    OR coalesce(told.undated_count, 0) <> coalesce(kept.undated_count, 0)
    OR kept.empty_count > 0;
