-- Must be empty: every article has the shingles of its latest text, and nothing else has any.
-- Severity: critical. Table: ops.article_shingles. Key: article_id.
-- When it fires: Steppe's fault, not a dump's: mend list_shingles in flows/warehouse/near.py or
--   sql/2_views/recomputed_shingles.sql, then `steppe rebuild`. Another DuckDB may hash otherwise: then rebuild alone.
WITH last_editions AS (
    SELECT
        article_versions.article_id,
        arg_max(article_versions.version_id, article_versions.edition) AS version_id,
        arg_max(article_versions.print_id, article_versions.edition) AS print_id
    FROM main.article_versions
    WHERE article_versions.is_longest
    GROUP BY article_versions.article_id
),

-- To count all texts anew takes as long as to make them: of the shingles, fifty articles answer for all.
some_texts AS (
    SELECT
        last_editions.article_id,
        regexp_extract_all(prints.plain_body, '[\p{L}\p{N}]+') AS words
    FROM (
        SELECT *
        FROM last_editions
        ORDER BY version_id ASC
        LIMIT 50
    ) AS last_editions
    INNER JOIN ops.prints ON last_editions.print_id = prints.print_id
),

words AS (
    SELECT
        some_texts.article_id,
        unnest(some_texts.words) AS word,
        generate_subscripts(some_texts.words, 1) AS place
    FROM some_texts
),

hashed AS (
    SELECT
        words.article_id,
        hash(
            words.word,
            lead(words.word, 1) OVER text_order,
            lead(words.word, 2) OVER text_order,
            lead(words.word, 3) OVER text_order,
            lead(words.word, 4) OVER text_order
        ) AS shingle,
        lead(words.word, 4) OVER text_order AS last_word
    FROM words
    WINDOW text_order AS (PARTITION BY words.article_id ORDER BY words.place ASC)
),

told AS (
    SELECT
        some_texts.article_id,
        coalesce(
            list_sort(list(DISTINCT CAST(hashed.shingle >> 32 AS UINTEGER)) FILTER (WHERE hashed.shingle % 8 = 0)), []
        ) AS shingles
    FROM some_texts
    LEFT JOIN hashed ON some_texts.article_id = hashed.article_id AND hashed.last_word IS NOT NULL
    GROUP BY some_texts.article_id
)

SELECT
    coalesce(last_editions.article_id, article_shingles.article_id) AS article_id,
    last_editions.version_id,
    article_shingles.version_id AS kept_version_id,
    told.shingles,
    article_shingles.shingles AS kept_shingles
FROM last_editions
FULL JOIN ops.article_shingles ON last_editions.article_id = article_shingles.article_id
LEFT JOIN told ON last_editions.article_id = told.article_id
WHERE
    last_editions.version_id IS DISTINCT FROM article_shingles.version_id
    OR CASE WHEN told.shingles IS NOT NULL THEN told.shingles <> list_sort(article_shingles.shingles) END;
