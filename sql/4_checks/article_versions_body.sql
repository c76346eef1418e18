-- Must be empty: a text is its print with most paragraphs, then of the smallest capture and position.
-- Severity: critical. Table: main.article_versions. Key: version_id.
-- When it fires: Steppe's fault, not a dump's: mend sql/2_views/recomputed_versions.sql, or recompute in
--   flows/warehouse/load.py where it misses an article, then run again.
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
)

SELECT
    article_versions.version_id,
    article_versions.print_id,
    best_prints.print_id AS best_print_id
FROM main.article_versions
INNER JOIN best_prints ON article_versions.version_id = best_prints.version_id
INNER JOIN ops.prints ON best_prints.print_id = prints.print_id
WHERE
    article_versions.print_id <> best_prints.print_id
    OR article_versions.body <> prints.body
    OR article_versions.headline IS DISTINCT FROM prints.headline;
