-- Two articles begin with the same 200 characters.
UPDATE ops.prints
SET plain_body = repeat('same ', 40) || print_id
WHERE print_id IN ('p6', 'p7');
