-- A truncation taken for an edit.
UPDATE main.article_versions
SET is_longest = TRUE, edition = 3
WHERE version_id = 'v1';

-- A longest text taken for a truncation.
UPDATE main.article_versions
SET is_longest = FALSE
WHERE version_id = 'v4';

-- Equal texts: the smaller id is the longest.
INSERT INTO ops.prints BY NAME
SELECT * REPLACE ('p0' AS print_id, 'v0' AS version_id)
FROM ops.prints
WHERE print_id = 'p5';
INSERT INTO main.article_versions BY NAME
SELECT * REPLACE ('p0' AS print_id, 'v0' AS version_id, FALSE AS is_longest)
FROM main.article_versions
WHERE version_id = 'v4';
