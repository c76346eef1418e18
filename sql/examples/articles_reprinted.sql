-- Which articles were printed in several texts, cut or rewritten, and by how much do they differ?
SELECT
    headline,
    edition,
    version_count,
    is_truncated,
    char_count,
    char_count_change,
    first_captured_on
FROM report.article_history
WHERE version_count > 1 OR char_count_change IS NOT NULL
ORDER BY headline ASC, edition ASC;
