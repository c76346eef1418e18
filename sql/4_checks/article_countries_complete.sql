-- Must be empty: the countries kept of an article are those of its entities, with as many mentions, and of its day.
-- Severity: critical. Table: ops.article_countries. Key: article_id.
-- When it fires: Steppe's fault, not a dump's: mend sql/2_views/recomputed_countries.sql or flows/warehouse/counts.py,
--   then `steppe rebuild` counts anew.
WITH told AS (
    SELECT
        article_entities.article_id,
        sum(article_entities.mention_count) AS mention_count,
        sum(
            CAST(hash(entities.country_code, article_entities.first_captured_on) AS HUGEINT)
            * article_entities.mention_count
        ) AS countries_hash
    FROM ops.article_entities
    LEFT JOIN ops.entity_numbers ON article_entities.entity_number = entity_numbers.entity_number
    LEFT JOIN main.entities ON entity_numbers.entity_id = entities.entity_id
    GROUP BY article_entities.article_id
),

kept AS (
    SELECT
        article_countries.article_id,
        sum(article_countries.mention_count) AS mention_count,
        sum(
            CAST(hash(article_countries.country_code, article_countries.first_captured_on) AS HUGEINT)
            * article_countries.mention_count
        ) AS countries_hash
    FROM ops.article_countries
    GROUP BY article_countries.article_id
)

SELECT
    coalesce(told.article_id, kept.article_id) AS article_id,
    told.mention_count,
    kept.mention_count AS kept_mention_count
FROM told
FULL JOIN kept ON told.article_id = kept.article_id
WHERE
    told.mention_count IS DISTINCT FROM kept.mention_count
    OR told.countries_hash IS DISTINCT FROM kept.countries_hash;
