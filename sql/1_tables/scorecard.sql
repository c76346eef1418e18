-- Mentions held against gold labels. One row per gold set, gazetteer, mode, measure and entity type.
CREATE TABLE IF NOT EXISTS quality.scorecard (
    gold_set VARCHAR NOT NULL,
    gazetteer_version VARCHAR NOT NULL,
    mode VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    entity_type VARCHAR NOT NULL,
    right_count BIGINT NOT NULL,
    found_count BIGINT NOT NULL,
    gold_count BIGINT NOT NULL,
    precision DOUBLE NOT NULL,
    recall DOUBLE NOT NULL,
    f1 DOUBLE NOT NULL,
    scored_at TIMESTAMP NOT NULL
);

COMMENT ON TABLE quality.scorecard IS
'Mentions held against gold labels. One row per gold set, gazetteer, mode, measure and entity type.';
COMMENT ON COLUMN quality.scorecard.gold_set IS
'''seeds'' (real articles), ''texts'' (written for it) or ''held_out'' (never shown to who works on the matcher).';
COMMENT ON COLUMN quality.scorecard.gazetteer_version IS
'Version of the gazetteer that matched.';
COMMENT ON COLUMN quality.scorecard.mode IS
'''STRICT'': each label as it stands; ''LENIENT'': doubtful labels not counted, other names of a label accepted.';
COMMENT ON COLUMN quality.scorecard.measure IS
'''span'', ''span+type'', ''linked'' (the name too), ''linked+type'', or ''doc'' (the set of names of each text).';
COMMENT ON COLUMN quality.scorecard.entity_type IS
'Mentions and labels of this type only, or ''ALL''.';
COMMENT ON COLUMN quality.scorecard.right_count IS
'Found mentions that a label asks for.';
COMMENT ON COLUMN quality.scorecard.found_count IS
'Found mentions that count.';
COMMENT ON COLUMN quality.scorecard.gold_count IS
'Labels that count.';
COMMENT ON COLUMN quality.scorecard.precision IS
'right_count over found_count, 0 to 1.';
COMMENT ON COLUMN quality.scorecard.recall IS
'right_count over gold_count, 0 to 1.';
COMMENT ON COLUMN quality.scorecard.f1 IS
'Harmonic mean of precision and recall, 0 to 1. The headline figure is that of linked+type, LENIENT, ALL.';
COMMENT ON COLUMN quality.scorecard.scored_at IS
'When, UTC.';
