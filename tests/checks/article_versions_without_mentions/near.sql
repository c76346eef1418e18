-- One of five long texts names nobody.
UPDATE main.article_versions
SET word_count = 100
WHERE version_id IN ('v2', 'v3', 'v4', 'v5', 'v8');
INSERT INTO main.mentions BY NAME
SELECT * REPLACE ('v8' AS version_id)
FROM main.mentions
LIMIT 1;

-- Four long texts are too few to tell.
DELETE FROM main.mentions;
UPDATE main.article_versions
SET word_count = 100
WHERE version_id IN ('v2', 'v3', 'v4', 'v5');
