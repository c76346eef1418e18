-- Must be empty: a name stands for a known entity.
-- Severity: critical. Table: main.entity_aliases.
SELECT
    entity_aliases.alias,
    entity_aliases.entity_id
FROM main.entity_aliases
ANTI JOIN main.entities ON entity_aliases.entity_id = entities.entity_id;
