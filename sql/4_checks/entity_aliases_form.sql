-- Must be empty: the form of a name is one of the contract's.
-- Severity: critical. Table: main.entity_aliases. Key: alias, entity_id.
-- When it fires: Correct form in seeds/aliases/, then run again.
SELECT
    alias,
    entity_id,
    form
FROM main.entity_aliases
WHERE form NOT IN ('name', 'alias', 'acronym', 'demonym', 'surname', 'discovered');
