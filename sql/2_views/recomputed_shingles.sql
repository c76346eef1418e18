-- Shingles of the latest texts of the touched articles. One row per article.
CREATE OR REPLACE VIEW ops.recomputed_shingles AS
WITH latest AS (
    SELECT
        article_versions.article_id,
        arg_max(article_versions.version_id, article_versions.edition) AS version_id,
        arg_max(article_versions.print_id, article_versions.edition) AS print_id
    FROM main.article_versions
    SEMI JOIN ops.touched_articles ON article_versions.article_id = touched_articles.article_id
    WHERE article_versions.is_longest
    GROUP BY article_versions.article_id
),

texts AS (
    SELECT
        latest.article_id,
        latest.version_id,
        regexp_extract_all(prints.plain_body, '[\p{L}\p{N}]+') AS words
    FROM latest
    INNER JOIN ops.prints ON latest.print_id = prints.print_id
),

-- Five words: four recur in English by chance and idiom, and of six or more one changed word in ten leaves too few.
hashed AS (
    SELECT
        article_id,
        version_id,
        list_transform(
            range(1, len(words) - 3),
            LAMBDA place: hash(
                words[place], words[place + 1], words[place + 2], words[place + 3], words[place + 4]
            )
        ) AS shingles
    FROM texts
)

-- One in eight: a brief of 60 words keeps seven, and a text of 500 takes 250 bytes. Another number, or more words,
-- needs a new SCHEMA_VERSION, so that the shingles kept are made anew.
SELECT
    article_id,
    version_id,
    list_distinct(shingles) AS shingles,
    list_distinct(
        list_transform(
            list_filter(shingles, LAMBDA shingle: shingle % 8 = 0),
            LAMBDA shingle: CAST(shingle >> 32 AS UINTEGER)
        )
    ) AS sampled_shingles
FROM hashed;

COMMENT ON VIEW ops.recomputed_shingles IS
'Shingles of the latest texts of the touched articles. One row per article.';
COMMENT ON COLUMN ops.recomputed_shingles.article_id IS
'The article.';
COMMENT ON COLUMN ops.recomputed_shingles.version_id IS
'The text: longest of the latest edition.';
COMMENT ON COLUMN ops.recomputed_shingles.shingles IS
'Hashes of all five consecutive words (runs of letters and digits of the normalised text); distinct, in no order.';
COMMENT ON COLUMN ops.recomputed_shingles.sampled_shingles IS
'Upper halves of one hash in eight, those that eight divides; distinct, in no order.';
