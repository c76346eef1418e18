-- A person for a country.
UPDATE main.mentions
SET entity_type = 'PERSON'
WHERE entity_id = 'uzbekistan';
