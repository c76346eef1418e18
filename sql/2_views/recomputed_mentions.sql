-- Mentions of the touched articles: those of the print that gives each version its text. One row per occurrence.
CREATE OR REPLACE VIEW ops.recomputed_mentions AS
SELECT
    substring(
        sha256(
            concat_ws(
                chr(31),
                article_versions.version_id,
                print_mentions.field,
                print_mentions.char_start,
                print_mentions.char_end
            )
        ),
        1,
        16
    ) AS mention_id,
    article_versions.version_id,
    article_versions.article_id,
    print_mentions.field,
    print_mentions.char_start,
    print_mentions.char_end,
    print_mentions.surface,
    print_mentions.entity_id,
    print_mentions.entity_type,
    print_mentions.form,
    print_mentions.is_metonym,
    print_mentions.rule,
    print_mentions.confidence,
    print_mentions.sentence_number,
    prints.gazetteer_version
FROM main.article_versions
INNER JOIN ops.touched_articles ON article_versions.article_id = touched_articles.article_id
INNER JOIN ops.prints ON article_versions.print_id = prints.print_id
INNER JOIN ops.print_mentions ON article_versions.print_id = print_mentions.print_id;

COMMENT ON VIEW ops.recomputed_mentions IS
'Mentions of the touched articles: those of the print that gives each version its text. One row per occurrence.';
COMMENT ON COLUMN ops.recomputed_mentions.mention_id IS
'Id over version_id, field, char_start and char_end.';
COMMENT ON COLUMN ops.recomputed_mentions.version_id IS
'The text that holds the name.';
COMMENT ON COLUMN ops.recomputed_mentions.article_id IS
'The article of that text.';
COMMENT ON COLUMN ops.recomputed_mentions.field IS
'''headline'' or ''body''.';
COMMENT ON COLUMN ops.recomputed_mentions.char_start IS
'First code point of the name in that field, from 0.';
COMMENT ON COLUMN ops.recomputed_mentions.char_end IS
'Code point after its last, exclusive.';
COMMENT ON COLUMN ops.recomputed_mentions.surface IS
'The name as printed: the substring from char_start to char_end.';
COMMENT ON COLUMN ops.recomputed_mentions.entity_id IS
'What the name stands for; NULL = could be several, undecided.';
COMMENT ON COLUMN ops.recomputed_mentions.entity_type IS
'''PERSON'', ''COUNTRY'', ''GPE_OTHER'', ''ORG'', ''EVENT'' or ''LOCATION''.';
COMMENT ON COLUMN ops.recomputed_mentions.form IS
'''name'', ''alias'', ''acronym'', ''demonym'', ''surname'' or ''discovered''.';
COMMENT ON COLUMN ops.recomputed_mentions.is_metonym IS
'Whether a place or seat stands for a government.';
COMMENT ON COLUMN ops.recomputed_mentions.rule IS
'The rule that made the mention.';
COMMENT ON COLUMN ops.recomputed_mentions.confidence IS
'How sure the link is, 0 to 1.';
COMMENT ON COLUMN ops.recomputed_mentions.sentence_number IS
'Sentence of the field that holds the name, from 1.';
COMMENT ON COLUMN ops.recomputed_mentions.gazetteer_version IS
'Content version of gazetteer and matching code.';
