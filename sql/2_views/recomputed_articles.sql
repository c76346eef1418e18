-- The touched articles, made anew from all their appearances. One row per article.
CREATE OR REPLACE VIEW ops.recomputed_articles AS
WITH shown AS (
    SELECT
        appearances.article_id,
        captures.captured_on,
        arg_max(
            appearances.print_id,
            {
                'day': coalesce(captures.captured_on, DATE '0001-01-01'),
                'capture': captures.capture_id,
                'place': -appearances.position
            }
        ) OVER (PARTITION BY appearances.article_id) AS last_print_id
    FROM main.appearances
    INNER JOIN ops.touched_articles ON appearances.article_id = touched_articles.article_id
    INNER JOIN main.captures ON appearances.capture_id = captures.capture_id
),

articles AS (
    SELECT
        article_id,
        any_value(last_print_id) AS last_print_id,
        min(captured_on) AS first_captured_on,
        max(captured_on) AS last_captured_on,
        count(*) AS appearance_count
    FROM shown
    GROUP BY article_id
),

editions AS (
    SELECT
        article_versions.article_id,
        max(article_versions.edition) AS edition_count
    FROM main.article_versions
    GROUP BY article_versions.article_id
)

SELECT
    articles.article_id,
    prints.outlet,
    prints.headline,
    prints.genre,
    articles.first_captured_on,
    articles.last_captured_on,
    CAST(articles.appearance_count AS INTEGER) AS appearance_count,
    editions.edition_count
FROM articles
INNER JOIN ops.prints ON articles.last_print_id = prints.print_id
INNER JOIN editions ON articles.article_id = editions.article_id;

COMMENT ON VIEW ops.recomputed_articles IS
'The touched articles, made anew from all their appearances. One row per article.';
COMMENT ON COLUMN ops.recomputed_articles.article_id IS
'Id over outlet and normalised headline; for a recurring headline or none also the first 30 words.';
COMMENT ON COLUMN ops.recomputed_articles.outlet IS
'Slug of the news site.';
COMMENT ON COLUMN ops.recomputed_articles.headline IS
'Headline verbatim, as last printed; NULL for an article printed without one.';
COMMENT ON COLUMN ops.recomputed_articles.genre IS
'''news'', ''opinion'', ''digest'' or another genre of seeds/genres.csv.';
COMMENT ON COLUMN ops.recomputed_articles.first_captured_on IS
'Earliest day of capture; NULL when every capture of it is undated.';
COMMENT ON COLUMN ops.recomputed_articles.last_captured_on IS
'Latest day of capture; NULL when every capture of it is undated.';
COMMENT ON COLUMN ops.recomputed_articles.appearance_count IS
'Appearances of the article, over all captures.';
COMMENT ON COLUMN ops.recomputed_articles.edition_count IS
'Distinct editions: texts that are not a mere truncation of another.';
