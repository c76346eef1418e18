-- Must be empty: a name stands for a known entity.
-- Severity: critical. Table: main.entity_aliases. Key: alias, entity_id.
-- References: entity_id to main.entities.
-- When it fires: Correct entity_id in seeds/aliases/, or add the entity to seeds/entities/, then run again.
SELECT
    entity_aliases.alias,
    entity_aliases.entity_id
FROM main.entity_aliases
ANTI JOIN main.entities ON entity_aliases.entity_id = entities.entity_id;
