-- Must be empty: every number from 1 on stands for one entity at most, and every entity has one number.
-- Severity: critical. Table: ops.entity_numbers. Key: entity_number.
-- When it fires: Steppe's fault, not a dump's: mend flows/warehouse/counts.py, then `steppe rebuild` counts anew.
WITH places AS (
    SELECT
        entity_number,
        entity_id,
        row_number() OVER (ORDER BY entity_number ASC) AS place,
        CASE
            WHEN entity_id IS NOT NULL THEN count(*) OVER (PARTITION BY entity_id)
            ELSE 1
        END AS number_count
    FROM ops.entity_numbers
)

SELECT
    entity_number,
    entity_id,
    place,
    number_count
FROM places
WHERE
    entity_number <> place
    OR number_count > 1;
