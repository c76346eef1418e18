-- A listing out of nothing.
UPDATE main.captures
SET listing_id = 'l1'
WHERE capture_id = 'c3';

-- A page number out of nothing.
UPDATE main.captures
SET page_number = 2
WHERE capture_id = 'c3';
