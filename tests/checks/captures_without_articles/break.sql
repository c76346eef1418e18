-- A page without an item.
DELETE FROM main.appearances
WHERE capture_id = 'c4';
