-- The entity is gone.
DELETE FROM main.entities
WHERE entity_id = 'uzbekistan';
