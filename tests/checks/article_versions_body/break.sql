-- A print with fewer paragraphs.
UPDATE main.article_versions
SET print_id = 'p3'
WHERE version_id = 'v3';

-- A body that its print does not have.
UPDATE main.article_versions
SET body = 'Water flows on. It ends.'
WHERE version_id = 'v3';

-- A headline that its print does not have.
UPDATE main.article_versions
SET headline = 'Untitled'
WHERE version_id = 'v6';

-- As many paragraphs: the print of the smaller capture.
UPDATE ops.prints
SET paragraph_count = 2
WHERE print_id = 'p3';
