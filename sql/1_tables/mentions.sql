-- Mentions. One row per occurrence of a name in one version.
CREATE TABLE IF NOT EXISTS main.mentions (
    mention_id VARCHAR NOT NULL,
    version_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
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
    gazetteer_version VARCHAR NOT NULL
);

COMMENT ON TABLE main.mentions IS
'Mentions. One row per occurrence of a name in one version.';
COMMENT ON COLUMN main.mentions.mention_id IS
'Id over version_id, field, char_start and char_end.';
COMMENT ON COLUMN main.mentions.version_id IS
'The text that holds the name.';
COMMENT ON COLUMN main.mentions.article_id IS
'The article of that text.';
COMMENT ON COLUMN main.mentions.field IS
'''headline'' or ''body''.';
COMMENT ON COLUMN main.mentions.char_start IS
'First code point of the name in that field, from 0.';
COMMENT ON COLUMN main.mentions.char_end IS
'Code point after its last, exclusive.';
COMMENT ON COLUMN main.mentions.surface IS
'The name as printed: the substring from char_start to char_end.';
COMMENT ON COLUMN main.mentions.entity_id IS
'What the name stands for; NULL = could be several, undecided.';
COMMENT ON COLUMN main.mentions.entity_type IS
'''PERSON'', ''COUNTRY'', ''GPE_OTHER'', ''ORG'', ''EVENT'' or ''LOCATION''.';
COMMENT ON COLUMN main.mentions.form IS
'''name'', ''alias'', ''acronym'', ''demonym'', ''surname'' or ''discovered''.';
COMMENT ON COLUMN main.mentions.is_metonym IS
'Whether a place or seat stands for a government.';
COMMENT ON COLUMN main.mentions.rule IS
'The rule that made the mention.';
COMMENT ON COLUMN main.mentions.confidence IS
'How sure the link is, 0 to 1.';
COMMENT ON COLUMN main.mentions.sentence_number IS
'Sentence of the field that holds the name, from 1.';
COMMENT ON COLUMN main.mentions.gazetteer_version IS
'Content version of gazetteer and matching code.';
