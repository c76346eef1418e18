-- Must be empty: an article is of one outlet and appears on its captures only.
-- Severity: critical. Table: main.articles. Key: article_id.
-- When it fires: Steppe's fault, not a dump's: mend flows/parsing/identity.py: the outlet is part of an
--   article's id, then run again.
SELECT
    articles.article_id,
    articles.outlet,
    captures.capture_id,
    captures.outlet AS capture_outlet
FROM main.articles
INNER JOIN main.appearances ON articles.article_id = appearances.article_id
INNER JOIN main.captures ON appearances.capture_id = captures.capture_id
WHERE articles.outlet <> captures.outlet;
