-- Which articles share most of their text with another one, under another headline?
SELECT
    first_headline,
    second_headline,
    round(containment, 2) AS containment,
    round(jaccard, 2) AS jaccard,
    window_days,
    undated_count
FROM report.near_duplicates
ORDER BY containment DESC, shared_shingle_count DESC, first_article_id ASC, second_article_id ASC
LIMIT 30;
