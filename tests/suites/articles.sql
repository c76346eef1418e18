-- row_count: A text is lost.
DELETE FROM prints
WHERE article_id = (SELECT min(article_id) FROM prints);

-- types_agree: A genre became a list.
ALTER TABLE prints ALTER COLUMN genre TYPE VARCHAR[] USING [genre];

-- article_id_not_null: No id.
UPDATE prints
SET article_id = NULL
WHERE rowid = 0;

-- article_id_is_id: An id too short.
UPDATE prints
SET article_id = article_id[:15]
WHERE rowid = 0;

-- key_unique: An article of two genres.
UPDATE prints
SET article_id = (SELECT min(article_id) FROM prints), genre = 'opinion'
WHERE article_id = (SELECT max(article_id) FROM prints);

-- outlet_not_null: No outlet.
UPDATE prints
SET outlet = NULL
WHERE rowid = 0;

-- genre_not_null: No genre.
UPDATE prints
SET genre = NULL
WHERE rowid = 0;

-- headline_not_blank: An empty headline.
UPDATE prints
SET headline = ''
WHERE rowid = 0;

-- headline_has_usual_length: A headline of a word.
UPDATE prints
SET headline = 'Contents'
WHERE rowid = 0;

-- headline_has_usual_length: A paragraph for a headline.
UPDATE prints
SET headline = repeat('A long story. ', 12)
WHERE rowid = 0;

-- headline_is_undamaged: A replacement character.
UPDATE prints
SET headline = 'Prices in Kazakhstan�s Markets'
WHERE rowid = 0;

-- headline_is_undamaged: A terminal's escape.
UPDATE prints
SET headline = 'Prices in ' || chr(27) || '[31mKazakhstan'
WHERE rowid = 0;

-- no_markup_in_headline: An entity.
UPDATE prints
SET headline = 'Prices &amp; Markets of Kazakhstan'
WHERE rowid = 0;
