-- An edit taken for a truncation.
UPDATE main.article_versions
SET is_longest = FALSE, edition = 1
WHERE version_id = 'v4';
