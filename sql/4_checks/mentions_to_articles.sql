-- Must be empty: a name is mentioned in an article that the warehouse holds.
-- Severity: critical. Table: main.mentions. Key: mention_id.
-- References: article_id to main.articles.
-- When it fires: Steppe's fault, not a dump's: mend recompute in flows/warehouse/load.py, which drops orphans,
--   then run again.
SELECT
    mentions.mention_id,
    mentions.article_id
FROM main.mentions
ANTI JOIN main.articles ON mentions.article_id = articles.article_id;
