-- A text that never appeared.
DELETE FROM main.appearances
WHERE version_id = 'v4';
