-- Must be empty: a mention lies in its field, and what stands there is its surface.
-- Severity: critical. Table: main.mentions. Key: mention_id.
-- When it fires: Steppe's fault, not a dump's: mend flows/mentions/offsets.py, or recomputed_mentions.sql where
--   the text is another print's, then run again.
-- DuckDB's substring counts code points, as Python does; substring_grapheme does not.
WITH located_mentions AS (
    SELECT
        mentions.mention_id,
        mentions.field,
        mentions.char_start,
        mentions.char_end,
        mentions.surface,
        CASE mentions.field
            WHEN 'headline' THEN article_versions.headline
            WHEN 'body' THEN article_versions.body
        END AS field_text
    FROM main.mentions
    INNER JOIN main.article_versions ON mentions.version_id = article_versions.version_id
)

SELECT
    mention_id,
    field,
    char_start,
    char_end,
    surface,
    substring(field_text, char_start + 1, char_end - char_start) AS found
FROM located_mentions
WHERE
    char_start < 0
    OR char_end <= char_start
    OR char_end - char_start <> length(surface)
    OR surface IS DISTINCT FROM found;
