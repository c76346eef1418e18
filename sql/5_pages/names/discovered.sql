-- Names that no list holds, those in most articles first. One row per name.
SELECT
    name,
    entity_type,
    mention_count,
    article_count,
    total_article_count,
    sample_sentence,
    sample_surface,
    sample_article_id,
    count(*) OVER () AS total_count
FROM report.discovered_names
ORDER BY
    article_count DESC,
    mention_count DESC,
    name ASC,
    entity_type ASC
LIMIT getvariable('most_discovered');
