-- Mentions in the latest texts of articles, and how many of them are undecided. One row.
SELECT
    count(*) AS mention_count,
    count(*) FILTER (WHERE mentions.entity_id IS NULL) AS undecided_count,
    count(DISTINCT mentions.entity_id) AS entity_count,
    count(DISTINCT mentions.article_id) AS article_count,
    (SELECT count(*) FROM main.articles) AS total_article_count
FROM ops.latest_texts
INNER JOIN main.mentions ON latest_texts.version_id = mentions.version_id;
