-- A capture of a known listing is hardly parsed.
UPDATE main.captures
SET unparsed_line_count = 12, fact_line_count = 8
WHERE capture_id = 'c6';
