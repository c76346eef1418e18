-- Mentions by entity and day its articles were first seen. One row per entity and day that has a mention.
CREATE OR REPLACE VIEW report.mentions_daily AS
WITH entity_days AS (
    SELECT
        mentions.entity_id,
        latest_texts.first_captured_on,
        count(*) AS mention_count,
        count(DISTINCT mentions.article_id) AS article_count
    FROM ops.latest_texts
    INNER JOIN main.mentions ON latest_texts.version_id = mentions.version_id
    GROUP BY
        mentions.entity_id,
        latest_texts.first_captured_on
),

counted_days AS (
    SELECT
        entity_days.entity_id,
        entity_days.first_captured_on,
        entity_days.mention_count,
        entity_days.article_count,
        sum(entity_days.article_count) FILTER (WHERE entity_days.first_captured_on IS NULL) OVER (
            PARTITION BY entity_days.entity_id
        ) AS undated_count
    FROM entity_days
),

day_articles AS (
    SELECT
        articles.first_captured_on,
        count(*) AS article_count
    FROM main.articles
    GROUP BY articles.first_captured_on
)

-- The joins also leave out what has no day and what is undecided: NULL equals nothing.
SELECT
    entities.entity_id,
    entities.canonical_name,
    entities.entity_type,
    counted_days.first_captured_on AS date,
    counted_days.mention_count,
    counted_days.article_count,
    day_articles.article_count AS day_article_count,
    100 * counted_days.article_count / day_articles.article_count AS share_pct,
    CAST(coalesce(counted_days.undated_count, 0) AS BIGINT) AS undated_count
FROM counted_days
INNER JOIN day_articles ON counted_days.first_captured_on = day_articles.first_captured_on
INNER JOIN main.entities ON counted_days.entity_id = entities.entity_id;

COMMENT ON VIEW report.mentions_daily IS
'Mentions by entity and day its articles were first seen. One row per entity and day that has a mention.';
COMMENT ON COLUMN report.mentions_daily.entity_id IS
'The entity; undecided mentions are left out.';
COMMENT ON COLUMN report.mentions_daily.canonical_name IS
'Its full standard English name.';
COMMENT ON COLUMN report.mentions_daily.entity_type IS
'Its type.';
COMMENT ON COLUMN report.mentions_daily.date IS
'Day the articles were first seen.';
COMMENT ON COLUMN report.mentions_daily.mention_count IS
'Mentions in the latest texts of these articles.';
COMMENT ON COLUMN report.mentions_daily.article_count IS
'Articles first seen on that day whose latest text mentions it.';
COMMENT ON COLUMN report.mentions_daily.day_article_count IS
'All articles first seen on that day.';
COMMENT ON COLUMN report.mentions_daily.share_pct IS
'article_count over day_article_count, in per cent.';
COMMENT ON COLUMN report.mentions_daily.undated_count IS
'Articles that mention it and whose every capture is undated, so in no row; the same in each row of the entity.';
