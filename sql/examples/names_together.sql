-- Which people and organisations stand together more often than chance?
SELECT
    first_canonical_name,
    second_canonical_name,
    article_count,
    first_article_count,
    second_article_count,
    total_article_count,
    round(pmi, 2) AS pmi
FROM report.entity_pairs
WHERE article_count >= 2
ORDER BY pmi DESC, article_count DESC, first_canonical_name ASC, second_canonical_name ASC
LIMIT 30;
