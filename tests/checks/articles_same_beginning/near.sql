-- The same 199 characters.
UPDATE ops.prints
SET plain_body = repeat('same', 49) || 'sa' || print_id || repeat('more', 9)
WHERE print_id IN ('p6', 'p7');

-- Short texts.
UPDATE ops.prints
SET plain_body = repeat('same', 49) || print_id
WHERE print_id IN ('p6', 'p7');

-- The same text: articles_duplicates tells.
UPDATE ops.prints
SET plain_body = repeat('same', 60)
WHERE print_id IN ('p6', 'p7');

-- Two outlets.
UPDATE ops.prints
SET plain_body = repeat('same', 60) || print_id, outlet = print_id
WHERE print_id IN ('p6', 'p7');
