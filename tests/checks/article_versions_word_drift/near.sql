-- Half as long.
UPDATE main.article_versions
SET word_count = CASE version_id WHEN 'v2' THEN 60 ELSE 30 END
WHERE version_id IN ('v2', 'v4');

-- Short texts.
UPDATE main.article_versions
SET word_count = 49
WHERE version_id = 'v2';

-- A text that the site cut.
UPDATE main.article_versions
SET word_count = 60, is_truncated = TRUE
WHERE version_id = 'v2';
