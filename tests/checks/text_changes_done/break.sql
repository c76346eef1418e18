-- A change waits.
INSERT INTO ops.text_changes VALUES ('a1', [7], 1);
