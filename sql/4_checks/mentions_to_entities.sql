-- Must be empty: a mention that is decided stands for a known entity.
-- Severity: critical. Table: main.mentions. Key: mention_id.
-- References: entity_id to main.entities.
-- When it fires: Steppe's fault, not a dump's: mend sql/2_views/discovered_entities.sql; or the gazetteer lost
--   an entity without a new version, then run again.
SELECT
    mentions.mention_id,
    mentions.entity_id
FROM main.mentions
ANTI JOIN main.entities ON mentions.entity_id = entities.entity_id
WHERE mentions.entity_id IS NOT NULL;
