-- Must be empty: the text that appears is a text of the article that appears.
-- Severity: critical. Table: main.appearances. Key: capture_id, position.
-- When it fires: Steppe's fault, not a dump's: mend flows/parsing/identity.py, then run again.
SELECT
    appearances.capture_id,
    appearances.position,
    appearances.article_id,
    article_versions.article_id AS version_article_id
FROM main.appearances
INNER JOIN main.article_versions ON appearances.version_id = article_versions.version_id
WHERE appearances.article_id <> article_versions.article_id;
