-- Must be empty: a mention lies in its field, and what stands there is its surface.
-- Severity: critical. Table: main.mentions. Key: mention_id.
-- Scope: article.
-- When it fires: Steppe's fault, not a dump's: mend flows/mentions/offsets.py, or recomputed_mentions.sql where
--   the text is another print's, then run again.
-- DuckDB's substring counts code points, as Python does; substring_grapheme does not. It counts them from the start of
-- the text: a long body is cut into overlapping pieces of 200 first, else it costs the square of its length.
WITH long_bodies AS (
    SELECT
        version_id,
        regexp_extract_all(body, '(?s).{1,200}') AS pieces
    FROM main.article_versions
    WHERE strlen(body) > 20000
),

pieces AS (
    SELECT
        version_id,
        generate_subscripts(pieces, 1) - 1 AS piece_number,
        unnest(pieces) AS piece
    FROM long_bodies
),

overlapping_pieces AS (
    SELECT
        version_id,
        piece_number,
        string_agg(piece, '') OVER (
            PARTITION BY version_id
            ORDER BY piece_number
            ROWS BETWEEN CURRENT ROW AND 4 FOLLOWING
        ) AS piece
    FROM pieces
),

found_in_short_texts AS (
    SELECT
        mentions.mention_id,
        mentions.field,
        mentions.char_start,
        mentions.char_end,
        mentions.surface,
        substring(
            CASE mentions.field
                WHEN 'headline' THEN article_versions.headline
                WHEN 'body' THEN article_versions.body
            END,
            mentions.char_start + 1,
            mentions.char_end - mentions.char_start
        ) AS found
    FROM main.mentions
    INNER JOIN main.article_versions ON mentions.version_id = article_versions.version_id
    WHERE mentions.field <> 'body' OR strlen(article_versions.body) <= 20000
),

found_in_long_bodies AS (
    SELECT
        mentions.mention_id,
        mentions.field,
        mentions.char_start,
        mentions.char_end,
        mentions.surface,
        substring(
            overlapping_pieces.piece,
            mentions.char_start % 200 + 1,
            mentions.char_end - mentions.char_start
        ) AS found
    FROM main.mentions
    LEFT JOIN
        overlapping_pieces
        ON
            mentions.version_id = overlapping_pieces.version_id
            AND mentions.char_start // 200 = overlapping_pieces.piece_number
    WHERE
        mentions.field = 'body'
        AND mentions.version_id IN (SELECT long_bodies.version_id FROM long_bodies)
),

found_texts AS (
    SELECT
        mention_id,
        field,
        char_start,
        char_end,
        surface,
        found
    FROM found_in_short_texts
    UNION ALL
    SELECT
        mention_id,
        field,
        char_start,
        char_end,
        surface,
        found
    FROM found_in_long_bodies
)

SELECT
    mention_id,
    field,
    char_start,
    char_end,
    surface,
    found
FROM found_texts
WHERE
    char_start < 0
    OR char_end <= char_start
    OR char_end - char_start <> length(surface)
    OR surface IS DISTINCT FROM found;
