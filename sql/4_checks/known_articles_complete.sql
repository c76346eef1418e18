-- Must be empty: of every article, and of no other, it is said since when it is known.
-- Severity: critical. Table: ops.known_articles. Key: article_id.
-- When it fires: Steppe's fault, not a dump's: mend recompute in flows/warehouse/load.py, then run again.
SELECT
    articles.article_id,
    known_articles.article_id AS known_article_id
FROM main.articles
FULL JOIN ops.known_articles ON articles.article_id = known_articles.article_id
WHERE
    articles.article_id IS NULL
    OR known_articles.article_id IS NULL;
