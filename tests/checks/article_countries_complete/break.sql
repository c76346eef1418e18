-- A country is missing.
DELETE FROM ops.article_countries WHERE country_code = 'KZ';

-- An article is missing.
DELETE FROM ops.article_countries WHERE article_id = 'a1';

-- An article that is not there.
INSERT INTO ops.article_countries VALUES ('a0', 'KZ', DATE '2025-06-30', 1);

-- Another country.
UPDATE ops.article_countries SET country_code = 'KG' WHERE country_code = 'KZ';

-- Another day.
UPDATE ops.article_countries SET first_captured_on = NULL WHERE country_code = 'KZ';
