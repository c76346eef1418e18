-- Must be empty: the days of an entity add up to what its articles say.
-- Severity: critical. Table: ops.entity_days. Key: entity_number.
-- When it fires: Steppe's fault, not a dump's: mend flows/warehouse/counts.py, then `steppe rebuild` counts anew.
WITH told AS (
    SELECT
        article_entities.entity_number,
        count(*) AS article_count,
        sum(article_entities.mention_count) AS mention_count,
        sum(hash(article_entities.first_captured_on)) AS article_days_hash,
        sum(
            CAST(hash(article_entities.first_captured_on) AS HUGEINT) * article_entities.mention_count
        ) AS mention_days_hash
    FROM ops.article_entities
    GROUP BY article_entities.entity_number
),

kept AS (
    SELECT
        entity_days.entity_number,
        sum(entity_days.article_count) AS article_count,
        sum(entity_days.mention_count) AS mention_count,
        sum(CAST(hash(entity_days.first_captured_on) AS HUGEINT) * entity_days.article_count) AS article_days_hash,
        sum(CAST(hash(entity_days.first_captured_on) AS HUGEINT) * entity_days.mention_count) AS mention_days_hash
    FROM ops.entity_days
    GROUP BY entity_days.entity_number
)

SELECT
    coalesce(told.entity_number, kept.entity_number) AS entity_number,
    told.article_count,
    kept.article_count AS kept_article_count,
    told.mention_count,
    kept.mention_count AS kept_mention_count
FROM told
FULL JOIN kept ON told.entity_number IS NOT DISTINCT FROM kept.entity_number
WHERE
    told.article_days_hash IS DISTINCT FROM kept.article_days_hash
    OR told.mention_days_hash IS DISTINCT FROM kept.mention_days_hash;
