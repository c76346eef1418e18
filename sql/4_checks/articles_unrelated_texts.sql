-- Must be empty: editions of an article share most of their words; else two texts stand under one headline.
-- Severity: warning. Table: main.articles. Key: article_id.
-- Scope: article.
-- When it fires: Read both texts (report.article_history). A headline that returns over new texts belongs in
--   seeds/recurring_headlines.csv; a title over the wrong body is mended in flows/parsing/; a rewrite needs nothing.
-- Of two unrelated English texts, up to a third of the words of the shorter stand in the longer, by chance.
WITH editions AS (
    SELECT
        article_versions.article_id,
        article_versions.edition,
        articles.headline,
        list_distinct(string_split(prints.plain_body, ' ')) AS words
    FROM main.articles
    INNER JOIN main.article_versions ON articles.article_id = article_versions.article_id
    INNER JOIN ops.prints ON article_versions.print_id = prints.print_id
    WHERE
        articles.edition_count > 1
        AND article_versions.is_longest
),

pairs AS (
    SELECT
        editions.article_id,
        editions.edition,
        editions.headline,
        editions.words,
        lag(editions.words) OVER (
            PARTITION BY editions.article_id
            ORDER BY editions.edition ASC
        ) AS previous_words
    FROM editions
),

shares AS (
    SELECT
        pairs.article_id,
        pairs.edition,
        pairs.headline,
        least(len(pairs.words), len(pairs.previous_words)) AS distinct_word_count,
        len(list_intersect(pairs.words, pairs.previous_words)) AS shared_word_count
    FROM pairs
    WHERE pairs.previous_words IS NOT NULL
)

SELECT
    article_id,
    edition,
    headline,
    distinct_word_count,
    shared_word_count
FROM shares
WHERE
    distinct_word_count >= 20
    AND shared_word_count < 0.35 * distinct_word_count;
