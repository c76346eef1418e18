-- Must be empty: what appears is a text that the warehouse holds.
-- Severity: critical. Table: main.appearances.
SELECT
    appearances.capture_id,
    appearances.position,
    appearances.version_id
FROM main.appearances
ANTI JOIN main.article_versions ON appearances.version_id = article_versions.version_id;
