-- The print is gone.
DELETE FROM ops.prints
WHERE print_id = 'p1';
