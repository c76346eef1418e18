-- Must be empty: a name is mentioned in an article that the warehouse holds.
-- Severity: critical. Table: main.mentions.
SELECT
    mentions.mention_id,
    mentions.article_id
FROM main.mentions
ANTI JOIN main.articles ON mentions.article_id = articles.article_id;
