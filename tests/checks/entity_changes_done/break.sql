-- A change waits.
INSERT INTO ops.entity_changes VALUES ('a1', 1, NULL, 2, 1);
