-- row_count: A mention twice.
INSERT INTO mentions
SELECT *
FROM mentions
WHERE rowid = 0;

-- types_agree: A flag became a number.
ALTER TABLE mentions ALTER COLUMN is_metonym TYPE INTEGER;

-- print_id_not_null: No text.
UPDATE mentions
SET print_id = NULL
WHERE rowid = 0;

-- key_unique: A mention twice.
INSERT INTO mentions
SELECT *
FROM mentions
WHERE rowid = 0;

-- field_in_set: In a caption.
UPDATE mentions
SET field = 'caption'
WHERE rowid = 0;

-- char_start_in_range: Counted from the end.
UPDATE mentions
SET char_start = -1
WHERE rowid = 0;

-- char_end_above_char_start: Nothing.
UPDATE mentions
SET char_end = char_start, surface = ''
WHERE rowid = 0;

-- surface_is_substring: Nowhere.
UPDATE mentions
SET char_start = NULL
WHERE rowid = 0;

-- surface_is_substring: One place off.
UPDATE mentions
SET char_start = char_start + 1, char_end = char_end + 1
WHERE rowid = 0;

-- entity_type_in_set: A river.
UPDATE mentions
SET entity_type = 'RIVER'
WHERE rowid = 0;

-- entity_type_not_null: No type.
UPDATE mentions
SET entity_type = NULL
WHERE rowid = 0;

-- form_in_set: A nickname.
UPDATE mentions
SET form = 'nickname'
WHERE rowid = 0;

-- rule_not_null: No rule.
UPDATE mentions
SET rule = NULL
WHERE rowid = 0;

-- confidence_in_range: Surer than sure.
UPDATE mentions
SET confidence = 1.1
WHERE rowid = 0;

-- sentence_number_in_range: From 0.
UPDATE mentions
SET sentence_number = 0
WHERE rowid = 0;

-- no_overlap: A name within a name.
INSERT INTO mentions
SELECT * REPLACE (char_start + 1 AS char_start, surface[2:] AS surface)
FROM mentions
WHERE rowid = 0;

-- print_is_held: A text that is not there.
UPDATE mentions
SET print_id = reverse(print_id)
WHERE rowid = 0;

-- entity_is_decided: A fifth are undecided.
UPDATE mentions
SET entity_id = NULL
WHERE rowid % 5 = 0;
