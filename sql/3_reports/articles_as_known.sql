-- Articles as the last run that passed by a moment had them. One row per article.
-- The linter knows neither a macro's parameters nor COMMENT ON MACRO.
-- noqa: disable=all
CREATE OR REPLACE MACRO report.articles_as_known("at") AS TABLE
WITH last_changes AS (
    SELECT
        changes.record_key,
        max(run_releases.known_at) AS known_at
    FROM ops.changes
    INNER JOIN ops.run_releases ON changes.run_id = run_releases.run_id
    WHERE
        changes.table_name = 'articles'
        AND changes.after IS NOT NULL
    GROUP BY changes.record_key
),

spans AS (
    SELECT
        articles.*,
        greatest(run_releases.known_at, last_changes.known_at) AS known_from,
        TIMESTAMP 'infinity' AS known_until
    FROM main.articles
    INNER JOIN ops.known_articles ON articles.article_id = known_articles.article_id
    INNER JOIN ops.run_releases ON known_articles.first_run_id = run_releases.run_id
    LEFT JOIN last_changes ON articles.article_id = last_changes.record_key
    UNION ALL BY NAME
    SELECT
        changes.before ->> 'article_id' AS article_id,
        changes.before ->> 'outlet' AS outlet,
        changes.before ->> 'headline' AS headline,
        changes.before ->> 'genre' AS genre,
        CAST(changes.before ->> 'first_captured_on' AS DATE) AS first_captured_on,
        CAST(changes.before ->> 'last_captured_on' AS DATE) AS last_captured_on,
        CAST(changes.before ->> 'appearance_count' AS INTEGER) AS appearance_count,
        CAST(changes.before ->> 'edition_count' AS INTEGER) AS edition_count,
        since.known_at AS known_from,
        until.known_at AS known_until
    FROM ops.changes
    INNER JOIN ops.run_releases AS since ON changes.since_run_id = since.run_id
    INNER JOIN ops.run_releases AS until ON changes.run_id = until.run_id
    WHERE
        changes.table_name = 'articles'
        AND changes.before IS NOT NULL
)

SELECT
    article_id,
    outlet,
    headline,
    genre,
    first_captured_on,
    last_captured_on,
    appearance_count,
    edition_count,
    known_from
FROM spans
WHERE
    known_from <= CAST("at" AS TIMESTAMP)
    AND known_until > CAST("at" AS TIMESTAMP);

COMMENT ON MACRO TABLE report.articles_as_known IS
'Articles as the last run that passed by a moment had them: later ones absent, later changes undone. The moment is UTC, a day its first moment; columns of main.articles, and known_from, since when the row was known so. One row per article.';
