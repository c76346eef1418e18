-- Which names do the articles hold that no list has yet?
SELECT
    name,
    entity_type,
    article_count,
    mention_count,
    sample_sentence
FROM report.discovered_names
ORDER BY article_count DESC, mention_count DESC, name ASC;
