-- Must be empty: a name is mentioned in a text that the warehouse holds.
-- Severity: critical. Table: main.mentions.
SELECT
    mentions.mention_id,
    mentions.version_id
FROM main.mentions
ANTI JOIN main.article_versions ON mentions.version_id = article_versions.version_id;
