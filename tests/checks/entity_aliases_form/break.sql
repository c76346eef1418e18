-- An unknown form.
UPDATE main.entity_aliases
SET form = 'nickname'
WHERE alias = 'Uzbek';
