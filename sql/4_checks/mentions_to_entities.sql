-- Must be empty: a mention that is decided stands for a known entity.
-- Severity: critical. Table: main.mentions.
SELECT
    mentions.mention_id,
    mentions.entity_id
FROM main.mentions
ANTI JOIN main.entities ON mentions.entity_id = entities.entity_id
WHERE mentions.entity_id IS NOT NULL;
