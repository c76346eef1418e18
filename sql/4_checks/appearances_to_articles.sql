-- Must be empty: what appears is an article that the warehouse holds.
-- Severity: critical. Table: main.appearances. Key: capture_id, position.
-- References: article_id to main.articles.
-- When it fires: Steppe's fault, not a dump's: mend sql/2_views/recomputed_articles.sql, or recompute in
--   flows/warehouse/load.py where it misses an article, then run again.
SELECT
    appearances.capture_id,
    appearances.position,
    appearances.article_id
FROM main.appearances
ANTI JOIN main.articles ON appearances.article_id = articles.article_id;
