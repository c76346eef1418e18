-- A print that never appeared.
UPDATE main.appearances
SET print_id = 'p4'
WHERE print_id = 'p3';
