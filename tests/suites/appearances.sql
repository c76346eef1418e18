-- row_count: An item is lost.
DELETE FROM appearances
WHERE rowid = 0;

-- types_agree: A place became a text.
ALTER TABLE appearances ALTER COLUMN site_rank TYPE VARCHAR;

-- capture_id_not_null: No capture.
UPDATE appearances
SET capture_id = NULL
WHERE rowid = 0;

-- key_unique: A place twice.
INSERT INTO appearances
SELECT *
FROM appearances
WHERE rowid = 0;

-- position_in_range: From 0.
UPDATE appearances
SET position = 0
WHERE rowid = 0;

-- article_id_is_id: An id that is none.
UPDATE appearances
SET article_id = 'a1'
WHERE rowid = 0;

-- version_id_is_id: An id that is none.
UPDATE appearances
SET version_id = 'v1'
WHERE rowid = 0;

-- print_id_is_id: An id that is none.
UPDATE appearances
SET print_id = 'p1'
WHERE rowid = 0;

-- line_start_in_range: Before the first line.
UPDATE appearances
SET line_start = 0
WHERE rowid = 0;

-- lines_in_order: Ends before it starts.
UPDATE appearances
SET line_end = line_start - 1
WHERE rowid = 0;

-- site_rank_in_range: From 0.
UPDATE appearances
SET site_rank = 0
WHERE rowid = 0;

-- pairing_rule_not_null: No rule.
UPDATE appearances
SET pairing_rule = NULL
WHERE rowid = 0;

-- pairing_confidence_not_null: No confidence.
UPDATE appearances
SET pairing_confidence = NULL
WHERE rowid = 0;

-- pairing_confidence_in_range: Surer than sure.
UPDATE appearances
SET pairing_confidence = 1.1
WHERE rowid = 0;

-- capture_is_held: A capture that is not there.
UPDATE appearances
SET capture_id = 'f' || capture_id[2:]
WHERE capture_id = (SELECT min(capture_id) FROM appearances);

-- print_is_held: A text that is not there.
UPDATE appearances
SET print_id = reverse(print_id)
WHERE rowid = 0;

-- ids_are_of_print: Another article's text.
UPDATE appearances
SET article_id = (SELECT max(article_id) FROM prints)
WHERE article_id = (SELECT min(article_id) FROM prints);

-- ids_are_of_print: Another version.
UPDATE appearances
SET version_id = reverse(version_id)
WHERE rowid = 0;

-- lines_are_of_capture: No line.
UPDATE appearances
SET line_start = NULL, line_end = NULL
WHERE rowid = 0;

-- ids_are_of_print: A text of no version.
UPDATE prints
SET version_id = NULL
WHERE rowid = 0;

-- lines_are_of_capture: Behind the last line.
UPDATE appearances
SET line_end = 1000
WHERE position = (SELECT max(position) FROM appearances);

-- follows_last: Two items share a line.
UPDATE appearances
SET line_start = 1
WHERE position = 2 AND capture_id = (SELECT min(capture_id) FROM appearances);

-- pairing_is_sure: A guess.
UPDATE appearances
SET pairing_confidence = 0.5
WHERE rowid = 0;
