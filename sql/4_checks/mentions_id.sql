-- Must be empty: a mention is named by its text, field and place; an id made otherwise changes from run to run.
-- Severity: critical. Table: main.mentions. Key: mention_id.
-- Scope: article.
-- When it fires: Steppe's fault, not a dump's: mend sql/2_views/recomputed_mentions.sql, then run again.
SELECT
    mention_id,
    version_id,
    field,
    char_start,
    char_end
FROM main.mentions
WHERE mention_id <> substring(sha256(concat_ws(chr(31), version_id, field, char_start, char_end)), 1, 16);
