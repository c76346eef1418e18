-- Must be empty: what appears is an article that the warehouse holds.
-- Severity: critical. Table: main.appearances.
SELECT
    appearances.capture_id,
    appearances.position,
    appearances.article_id
FROM main.appearances
ANTI JOIN main.articles ON appearances.article_id = articles.article_id;
