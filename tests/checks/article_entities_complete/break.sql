-- An entity is missing.
DELETE FROM ops.article_entities WHERE entity_number = 1;

-- An article is missing.
DELETE FROM ops.article_entities WHERE article_id = 'a1';

-- An article that is not there.
INSERT INTO ops.article_entities VALUES ('a0', 1, DATE '2025-06-30', 1);

-- A mention more.
UPDATE ops.article_entities SET mention_count = 3 WHERE entity_number = 1;

-- The mentions are of another entity.
UPDATE ops.article_entities SET mention_count = mention_count + 3 - 2 * entity_number WHERE entity_number IS NOT NULL;

-- Another day.
UPDATE ops.article_entities SET first_captured_on = DATE '2025-06-29' WHERE article_id = 'a3';

-- Two days.
UPDATE ops.article_entities SET first_captured_on = NULL WHERE entity_number = 2;
