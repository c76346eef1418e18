-- Another kind.
UPDATE ops.changes SET kind = 'merge' WHERE record_key = 'c2';

-- An insert over a row.
UPDATE ops.changes SET kind = 'insert' WHERE record_key = 'c2';

-- A delete that leaves a row.
UPDATE ops.changes SET kind = 'delete' WHERE record_key = 'c2';

-- An update of nothing.
UPDATE ops.changes SET before = NULL WHERE record_key = 'c2';
