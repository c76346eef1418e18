-- Must be empty: a mention counts for the article of its text.
-- Severity: critical. Table: main.mentions. Key: mention_id.
-- When it fires: Steppe's fault, not a dump's: mend sql/2_views/recomputed_mentions.sql, then run again.
SELECT
    mentions.mention_id,
    mentions.article_id,
    article_versions.article_id AS version_article_id
FROM main.mentions
INNER JOIN main.article_versions ON mentions.version_id = article_versions.version_id
WHERE mentions.article_id <> article_versions.article_id;
