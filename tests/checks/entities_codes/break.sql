-- An unknown type.
UPDATE main.entities
SET entity_type = 'RIVER'
WHERE entity_id = 'uzbekistan';

-- An unknown origin.
UPDATE main.entities
SET origin = 'hearsay'
WHERE entity_id = 'uzbekistan';

-- A country by its name.
UPDATE main.entities
SET country_code = 'Uzbekistan'
WHERE entity_id = 'uzbekistan';
