-- Two articles with one text.
UPDATE ops.prints
SET plain_body = 'untitled text.'
WHERE print_id = 'p6';
