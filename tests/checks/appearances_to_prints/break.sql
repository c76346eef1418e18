-- The print is gone.
DELETE FROM ops.prints
WHERE print_id = 'p3';

-- The print is of another version.
UPDATE main.appearances
SET print_id = 'p7'
WHERE version_id = 'v5';
