-- An entity with two numbers.
INSERT INTO ops.entity_numbers VALUES (3, 'kazakhstan');

-- Two entities with one number.
INSERT INTO ops.entity_numbers VALUES (2, 'astana');

-- A gap.
INSERT INTO ops.entity_numbers VALUES (4, 'astana');
