-- Must be empty: a text is its print with most paragraphs, then of the smallest capture and position.
-- Severity: critical. Table: main.article_versions. Key: version_id.
-- Scope: article.
-- When it fires: Steppe's fault, not a dump's: mend sql/2_views/recomputed_versions.sql, or recompute in
--   flows/warehouse/load.py where it misses an article, then run again.
-- By hash: the texts themselves would not fit in memory.
WITH best_prints AS (
    SELECT
        appearances.version_id,
        arg_min(
            appearances.print_id,
            {
                'paragraphs': -prints.paragraph_count,
                'capture': appearances.capture_id,
                'place': appearances.position
            }
        ) AS print_id
    FROM main.appearances
    INNER JOIN ops.prints ON appearances.print_id = prints.print_id
    GROUP BY appearances.version_id
),

printed AS (
    SELECT
        prints.print_id,
        hash(prints.headline, prints.body) AS text_hash
    FROM ops.prints
),

kept AS (
    SELECT
        article_versions.version_id,
        article_versions.print_id,
        hash(article_versions.headline, article_versions.body) AS text_hash
    FROM main.article_versions
)

SELECT
    kept.version_id,
    kept.print_id,
    best_prints.print_id AS best_print_id
FROM kept
INNER JOIN best_prints ON kept.version_id = best_prints.version_id
INNER JOIN printed ON best_prints.print_id = printed.print_id
WHERE
    kept.print_id <> best_prints.print_id
    OR kept.text_hash <> printed.text_hash;
