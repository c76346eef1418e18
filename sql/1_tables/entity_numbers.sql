-- Short numbers of entities, so that tables with a row per pair or day stay small. One row per number.
CREATE TABLE IF NOT EXISTS ops.entity_numbers (
    entity_number INTEGER NOT NULL,
    entity_id VARCHAR
);

COMMENT ON TABLE ops.entity_numbers IS
'Short numbers of entities, so that tables with a row per pair or day stay small. One row per number.';
COMMENT ON COLUMN ops.entity_numbers.entity_number IS
'From 1 without a gap, in the order in which entities were met; another warehouse numbers otherwise.';
COMMENT ON COLUMN ops.entity_numbers.entity_id IS
'The entity; NULL where no latest text mentions it any more.';
