-- Must be empty: a mention is of the type of the entity it stands for.
-- Severity: critical. Table: main.mentions. Key: mention_id.
-- When it fires: Steppe's fault, not a dump's: mend sql/2_views/recomputed_mentions.sql, or recompute in
--   flows/warehouse/load.py where it misses an article, then run again.
SELECT
    mentions.mention_id,
    mentions.entity_id,
    mentions.entity_type,
    entities.entity_type AS type_of_entity
FROM main.mentions
INNER JOIN main.entities ON mentions.entity_id = entities.entity_id
WHERE mentions.entity_type <> entities.entity_type;
