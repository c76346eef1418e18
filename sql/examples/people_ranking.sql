-- Which people are named in most articles?
SELECT
    rank,
    canonical_name,
    article_count,
    total_article_count,
    round(share_pct, 1) AS share_pct
FROM report.entity_ranking
WHERE entity_type = 'PERSON'
ORDER BY rank
LIMIT 20;
