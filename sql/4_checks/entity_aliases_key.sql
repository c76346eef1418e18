-- Must be empty: a name stands once for an entity.
-- Severity: critical. Table: main.entity_aliases. Key: alias, entity_id.
-- When it fires: Take the second row out of seeds/aliases/, then run again.
SELECT
    alias,
    entity_id,
    count(*) AS row_count
FROM main.entity_aliases
GROUP BY
    alias,
    entity_id
HAVING
    count(*) > 1
    OR alias IS NULL
    OR entity_id IS NULL;
