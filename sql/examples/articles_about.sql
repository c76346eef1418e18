-- Which articles mention Kazakhstan, and how often?
SELECT
    articles_latest.first_captured_on,
    articles_latest.headline,
    count(*) AS mention_count
FROM report.articles_latest
INNER JOIN main.mentions ON articles_latest.version_id = mentions.version_id
INNER JOIN main.entities ON mentions.entity_id = entities.entity_id
WHERE entities.canonical_name = 'Kazakhstan'
GROUP BY ALL
ORDER BY mention_count DESC, articles_latest.headline ASC;
