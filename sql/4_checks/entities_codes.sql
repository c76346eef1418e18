-- Must be empty: type, origin and country of an entity are codes of the contract.
-- Severity: critical. Table: main.entities. Key: entity_id.
-- When it fires: Correct the row in seeds/entities/: type of the contract, country of two letters. Then run
--   again.
SELECT
    entity_id,
    entity_type,
    origin,
    country_code
FROM main.entities
WHERE
    entity_type NOT IN ('PERSON', 'COUNTRY', 'GPE_OTHER', 'ORG', 'EVENT', 'LOCATION')
    OR origin NOT IN ('gazetteer', 'discovered')
    OR NOT regexp_matches(country_code, '^[A-Z]{2}$');
