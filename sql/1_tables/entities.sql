-- Entities. One row per person, country, place, organisation, event or location.
CREATE TABLE IF NOT EXISTS main.entities (
    entity_id VARCHAR NOT NULL,
    canonical_name VARCHAR NOT NULL,
    entity_type VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    country_code VARCHAR,
    wikidata_id VARCHAR,
    description VARCHAR
);

COMMENT ON TABLE main.entities IS
'Entities. One row per person, country, place, organisation, event or location.';
COMMENT ON COLUMN main.entities.entity_id IS
'Stable slug.';
COMMENT ON COLUMN main.entities.canonical_name IS
'Full standard English name.';
COMMENT ON COLUMN main.entities.entity_type IS
'''PERSON'', ''COUNTRY'', ''GPE_OTHER'', ''ORG'', ''EVENT'' or ''LOCATION''.';
COMMENT ON COLUMN main.entities.origin IS
'''gazetteer'' or ''discovered''.';
COMMENT ON COLUMN main.entities.country_code IS
'ISO 3166 alpha-2 code of its country.';
COMMENT ON COLUMN main.entities.wikidata_id IS
'Wikidata item, from packaged sources only.';
COMMENT ON COLUMN main.entities.description IS
'What it is, in a few words.';
