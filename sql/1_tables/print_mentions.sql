-- Mentions in exact prints. One row per occurrence: what main.mentions is taken from.
CREATE TABLE IF NOT EXISTS ops.print_mentions (
    print_id VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    surface VARCHAR NOT NULL,
    entity_id VARCHAR,
    entity_type VARCHAR NOT NULL,
    form VARCHAR NOT NULL,
    is_metonym BOOLEAN NOT NULL,
    rule VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    sentence_number INTEGER NOT NULL,
    canonical_name VARCHAR
);

COMMENT ON TABLE ops.print_mentions IS
'Mentions in exact prints. One row per occurrence: what main.mentions is taken from.';
COMMENT ON COLUMN ops.print_mentions.print_id IS
'The print.';
COMMENT ON COLUMN ops.print_mentions.field IS
'''headline'' or ''body''.';
COMMENT ON COLUMN ops.print_mentions.char_start IS
'First code point, from 0.';
COMMENT ON COLUMN ops.print_mentions.char_end IS
'Code point after the last.';
COMMENT ON COLUMN ops.print_mentions.surface IS
'The name as printed.';
COMMENT ON COLUMN ops.print_mentions.entity_id IS
'What it stands for; NULL = undecided.';
COMMENT ON COLUMN ops.print_mentions.entity_type IS
'Type of the entity.';
COMMENT ON COLUMN ops.print_mentions.form IS
'Form of the name.';
COMMENT ON COLUMN ops.print_mentions.is_metonym IS
'Whether a place stands for a government.';
COMMENT ON COLUMN ops.print_mentions.rule IS
'The rule that made it.';
COMMENT ON COLUMN ops.print_mentions.confidence IS
'How sure the link is, 0 to 1.';
COMMENT ON COLUMN ops.print_mentions.sentence_number IS
'Sentence of the field, from 1.';
COMMENT ON COLUMN ops.print_mentions.canonical_name IS
'Name of a discovered entity; NULL for a listed one.';
