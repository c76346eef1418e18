-- A day is missing.
DELETE FROM ops.entity_days WHERE entity_number = 1;

-- Undecided mentions are missing.
DELETE FROM ops.entity_days WHERE entity_number IS NULL;

-- A day too many.
INSERT INTO ops.entity_days VALUES (1, DATE '2025-06-29', 1, 1);

-- An article on another day.
UPDATE ops.entity_days SET first_captured_on = NULL WHERE entity_number = 1;

-- A mention more.
UPDATE ops.entity_days SET mention_count = mention_count + 1 WHERE entity_number = 1;

-- An article more.
UPDATE ops.entity_days SET article_count = article_count + 1 WHERE entity_number = 1;
