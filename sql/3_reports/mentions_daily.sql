-- Mentions by entity and day its articles were first seen. One row per entity and day that has a mention.
CREATE OR REPLACE VIEW report.mentions_daily AS
WITH undated_articles AS (
    SELECT
        entity_days.entity_number,
        entity_days.article_count AS undated_count
    FROM ops.entity_days
    WHERE entity_days.first_captured_on IS NULL
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
    entity_days.first_captured_on AS date,
    entity_days.mention_count,
    entity_days.article_count,
    day_articles.article_count AS day_article_count,
    100 * entity_days.article_count / day_articles.article_count AS share_pct,
    coalesce(undated_articles.undated_count, 0) AS undated_count
FROM ops.entity_days
INNER JOIN day_articles ON entity_days.first_captured_on = day_articles.first_captured_on
INNER JOIN ops.entity_numbers ON entity_days.entity_number = entity_numbers.entity_number
INNER JOIN main.entities ON entity_numbers.entity_id = entities.entity_id
LEFT JOIN undated_articles ON entity_days.entity_number = undated_articles.entity_number;

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
