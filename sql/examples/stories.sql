-- Which stories were told in several articles, and over how many days?
SELECT
    article_count,
    first_captured_on,
    last_captured_on,
    last_captured_on - first_captured_on AS days,
    undated_count,
    headlines
FROM report.story_clusters
ORDER BY article_count DESC, cluster_id ASC
LIMIT 30;
