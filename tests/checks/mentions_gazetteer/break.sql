-- Mentions of an older gazetteer.
UPDATE main.mentions
SET gazetteer_version = 'g0'
WHERE version_id = 'v4';
