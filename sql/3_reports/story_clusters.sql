-- Stories: articles that near duplicates tie to each other, directly or through others. One row per story.
CREATE OR REPLACE VIEW report.story_clusters AS
WITH RECURSIVE links AS (
    SELECT
        near_pairs.first_article_id AS article_id,
        near_pairs.second_article_id AS other_article_id
    FROM ops.near_pairs
    UNION ALL
    SELECT
        near_pairs.second_article_id AS article_id,
        near_pairs.first_article_id AS other_article_id
    FROM ops.near_pairs
),

-- Every article hands the least id that it has heard of to those it is linked to, until nobody hears of another one.
heard AS (
    SELECT
        links.article_id,
        min(least(links.article_id, links.other_article_id)) AS cluster_id
    FROM links
    GROUP BY links.article_id
    UNION
    SELECT
        links.other_article_id AS article_id,
        min(heard.cluster_id) AS cluster_id
    FROM heard
    INNER JOIN links ON heard.article_id = links.article_id
    GROUP BY links.other_article_id
),

members AS (
    SELECT
        heard.article_id,
        min(heard.cluster_id) AS cluster_id
    FROM heard
    GROUP BY heard.article_id
),

article_totals AS (
    SELECT count(*) AS total_article_count
    FROM main.articles
)

SELECT
    members.cluster_id,
    count(*) AS article_count,
    article_totals.total_article_count,
    list(
        articles.article_id ORDER BY articles.first_captured_on ASC NULLS LAST, articles.article_id ASC
    ) AS article_ids,
    list(
        articles.headline ORDER BY articles.first_captured_on ASC NULLS LAST, articles.article_id ASC
    ) AS headlines,
    min(articles.first_captured_on) AS first_captured_on,
    max(articles.last_captured_on) AS last_captured_on,
    count(*) FILTER (WHERE articles.first_captured_on IS NULL) AS undated_count
FROM members
INNER JOIN main.articles ON members.article_id = articles.article_id
CROSS JOIN article_totals
GROUP BY
    members.cluster_id,
    article_totals.total_article_count;

COMMENT ON VIEW report.story_clusters IS
'Stories: articles that near duplicates tie to each other, directly or through others. One row per story.';
COMMENT ON COLUMN report.story_clusters.cluster_id IS
'The least article_id of the story; another when an article with a lesser id joins.';
COMMENT ON COLUMN report.story_clusters.article_count IS
'Articles of the story, two or more; a digest ties together whatever it holds most of.';
COMMENT ON COLUMN report.story_clusters.total_article_count IS
'Articles of the warehouse; the same in every row.';
COMMENT ON COLUMN report.story_clusters.article_ids IS
'The articles, first seen first, undated ones last.';
COMMENT ON COLUMN report.story_clusters.headlines IS
'Their headlines, as last printed, in the same order.';
COMMENT ON COLUMN report.story_clusters.first_captured_on IS
'Earliest day of capture of any of them; NULL when all are undated.';
COMMENT ON COLUMN report.story_clusters.last_captured_on IS
'Latest day of capture of any of them; NULL when all are undated.';
COMMENT ON COLUMN report.story_clusters.undated_count IS
'Articles of the story whose every capture is undated.';
