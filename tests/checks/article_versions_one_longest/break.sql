-- Two longest.
UPDATE main.article_versions
SET is_longest = TRUE
WHERE version_id = 'v1';

-- No longest.
UPDATE main.article_versions
SET is_longest = FALSE
WHERE version_id = 'v2';
