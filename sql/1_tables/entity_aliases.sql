-- Names of entities. One row per alias and entity.
CREATE TABLE IF NOT EXISTS main.entity_aliases (
    alias VARCHAR NOT NULL,
    entity_id VARCHAR NOT NULL,
    form VARCHAR NOT NULL,
    is_case_sensitive BOOLEAN NOT NULL
);

COMMENT ON TABLE main.entity_aliases IS
'Names of entities. One row per alias and entity.';
COMMENT ON COLUMN main.entity_aliases.alias IS
'A name as it is printed.';
COMMENT ON COLUMN main.entity_aliases.entity_id IS
'The entity it can stand for.';
COMMENT ON COLUMN main.entity_aliases.form IS
'''name'', ''alias'', ''acronym'', ''demonym'' or ''surname''.';
COMMENT ON COLUMN main.entity_aliases.is_case_sensitive IS
'Whether only this casing is the name.';
