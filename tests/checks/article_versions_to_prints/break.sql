-- The print is gone.
DELETE FROM ops.prints
WHERE print_id = 'p7';

-- The print is of another version.
UPDATE main.article_versions
SET print_id = 'p1'
WHERE version_id = 'v2';
