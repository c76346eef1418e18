-- Must be empty: the entities kept of an article are those of its latest text, with as many mentions, and of its day.
-- Severity: critical. Table: ops.article_entities. Key: article_id.
-- When it fires: Steppe's fault, not a dump's: mend sql/2_views/recomputed_entities.sql or flows/warehouse/counts.py,
--   then `steppe rebuild` counts anew.
WITH last_editions AS (
    SELECT
        article_versions.article_id,
        arg_max(article_versions.version_id, article_versions.edition) AS version_id
    FROM main.article_versions
    WHERE article_versions.is_longest
    GROUP BY article_versions.article_id
),

-- The sum of the hashes of all mentions tells which entities there are, and how often.
told AS (
    SELECT
        last_editions.article_id,
        count(*) AS mention_count,
        sum(hash(mentions.entity_id)) AS entities_hash
    FROM last_editions
    INNER JOIN main.mentions ON last_editions.version_id = mentions.version_id
    GROUP BY last_editions.article_id
),

kept AS (
    SELECT
        article_entities.article_id,
        sum(article_entities.mention_count) AS mention_count,
        sum(CAST(hash(entity_numbers.entity_id) AS HUGEINT) * article_entities.mention_count) AS entities_hash,
        any_value(article_entities.first_captured_on) AS first_captured_on,
        count(DISTINCT coalesce(article_entities.first_captured_on, DATE '0001-01-01')) AS day_count
    FROM ops.article_entities
    LEFT JOIN ops.entity_numbers ON article_entities.entity_number = entity_numbers.entity_number
    GROUP BY article_entities.article_id
)

SELECT
    coalesce(told.article_id, kept.article_id) AS article_id,
    told.mention_count,
    kept.mention_count AS kept_mention_count,
    articles.first_captured_on,
    kept.first_captured_on AS kept_first_captured_on
FROM told
FULL JOIN kept ON told.article_id = kept.article_id
LEFT JOIN main.articles ON told.article_id = articles.article_id
WHERE
    told.mention_count IS DISTINCT FROM kept.mention_count
    OR told.entities_hash IS DISTINCT FROM kept.entities_hash
    OR articles.first_captured_on IS DISTINCT FROM kept.first_captured_on
    OR kept.day_count > 1;
