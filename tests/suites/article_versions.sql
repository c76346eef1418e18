-- row_count: A text is lost.
DELETE FROM prints
WHERE rowid = 0;

-- types_agree: A count became a float.
ALTER TABLE prints ALTER COLUMN word_count TYPE DOUBLE;

-- print_id_not_null: No id.
UPDATE prints
SET print_id = NULL
WHERE rowid = 0;

-- print_id_is_id: An id that is none.
UPDATE prints
SET print_id = 'p1'
WHERE rowid = 0;

-- key_unique: A text twice.
INSERT INTO prints
SELECT *
FROM prints
WHERE rowid = 0;

-- version_id_is_id: An id that is none.
UPDATE prints
SET version_id = 'v1'
WHERE rowid = 0;

-- article_id_is_id: An id that is none.
UPDATE prints
SET article_id = 'a1'
WHERE rowid = 0;

-- body_not_null: No text.
UPDATE prints
SET body = NULL
WHERE rowid = 0;

-- is_truncated_not_null: Cut or not, nobody says.
UPDATE prints
SET is_truncated = NULL
WHERE rowid = 0;

-- word_count_in_range: Fewer words than none.
UPDATE prints
SET word_count = -1
WHERE rowid = 0;

-- char_count_in_range: Fewer characters than none.
UPDATE prints
SET char_count = -1
WHERE rowid = 0;

-- char_count_agrees_with_body: Bytes counted, not code points.
UPDATE prints
SET body = 'é' || body[2:], char_count = char_count + 1
WHERE rowid = 0;

-- paragraph_count_in_range: Fewer paragraphs than none.
UPDATE prints
SET paragraph_count = -1
WHERE rowid = 0;

-- body_not_empty: An empty text.
UPDATE prints
SET body = '', char_count = 0, word_count = 0
WHERE rowid = 0;

-- no_shortcode_left: A caption is left.
UPDATE prints
SET body = '[caption]' || body, char_count = char_count + 9
WHERE rowid = 0;

-- body_is_english: A text in another language.
UPDATE prints
SET body = repeat('Бұл мәтін қазақ тілінде жазылған. ', 20), word_count = 100, char_count = 680
WHERE rowid = 0;

-- body_is_undamaged: UTF-8 read as Latin-1.
UPDATE prints
SET body = 'cafÃ© ' || body, char_count = char_count + 6
WHERE rowid = 0;

-- no_markup_in_body: A tag is left.
UPDATE prints
SET body = '<p>' || body, char_count = char_count + 3
WHERE rowid = 0;

-- body_has_usual_length: A book.
UPDATE prints
SET body = repeat('the end ', 6000), word_count = 12000, char_count = 48000
WHERE rowid = 0;

-- words_have_usual_length: Words glued together.
UPDATE prints
SET body = replace(body, ' ', ''), char_count = length(replace(body, ' ', '')), word_count = 20
WHERE rowid = 0;
