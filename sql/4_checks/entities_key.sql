-- Must be empty: an entity is one row; twice, each of its mentions counts twice in a join.
-- Severity: critical. Table: main.entities. Key: entity_id.
-- When it fires: Two rows of seeds/entities/ share an entity_id: rename one, with its aliases, then run again.
SELECT
    entity_id,
    count(*) AS row_count
FROM main.entities
GROUP BY entity_id
HAVING
    count(*) > 1
    OR entity_id IS NULL;
