-- Must be empty: an article whose captures changed was made anew from all its appearances.
-- Severity: critical. Table: ops.touched_articles.
SELECT touched_articles.article_id
FROM ops.touched_articles;
