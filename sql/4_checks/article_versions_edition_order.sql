-- Must be empty: editions are numbered by earliest capture, then by the id of their longest text.
-- Severity: critical. Table: main.article_versions. Key: article_id, edition.
-- When it fires: Steppe's fault, not a dump's: mend sql/2_views/recomputed_versions.sql, or recompute in
--   flows/warehouse/load.py where it misses an article, then run again.
WITH editions AS (
    SELECT
        article_versions.article_id,
        article_versions.edition,
        max(article_versions.version_id) FILTER (WHERE article_versions.is_longest) AS version_id,
        min(
            {
                'day': coalesce(captures.captured_on, DATE '9999-12-31'),
                'capture': captures.capture_id
            }
        ) AS first_seen
    FROM main.article_versions
    INNER JOIN main.appearances ON article_versions.version_id = appearances.version_id
    INNER JOIN main.captures ON appearances.capture_id = captures.capture_id
    GROUP BY
        article_versions.article_id,
        article_versions.edition
)

SELECT
    article_id,
    edition,
    first_seen,
    row_number() OVER (
        PARTITION BY article_id
        ORDER BY first_seen ASC, version_id ASC
    ) AS place
FROM editions
QUALIFY edition <> place;
