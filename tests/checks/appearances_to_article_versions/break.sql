-- The version is gone.
DELETE FROM main.article_versions
WHERE version_id = 'v6';
