-- Must be empty: a mention is of the type of the entity it stands for.
-- Severity: critical. Table: main.mentions.
SELECT
    mentions.mention_id,
    mentions.entity_id,
    mentions.entity_type,
    entities.entity_type AS type_of_entity
FROM main.mentions
INNER JOIN main.entities ON mentions.entity_id = entities.entity_id
WHERE mentions.entity_type <> entities.entity_type;
