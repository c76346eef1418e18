-- Facts that a run may change, each as one value to compare and to trace. One row per fact of a touched capture or article.
CREATE OR REPLACE VIEW ops.touched_facts AS
WITH page AS (
    SELECT captures.* EXCLUDE (parser_version)
    FROM main.captures
    INNER JOIN ops.touched_captures ON captures.capture_id = touched_captures.capture_id
),

place AS (
    SELECT appearances.* EXCLUDE (print_id)
    FROM main.appearances
    INNER JOIN ops.touched_captures ON appearances.capture_id = touched_captures.capture_id
),

price AS (
    SELECT
        rates.* REPLACE (
            CAST(rates.rate AS VARCHAR) AS rate,
            CAST(rates.rate_low AS VARCHAR) AS rate_low,
            CAST(rates.rate_high AS VARCHAR) AS rate_high,
            CAST(rates.change_pct AS VARCHAR) AS change_pct
        )
    FROM main.rates
    INNER JOIN ops.touched_captures ON rates.capture_id = touched_captures.capture_id
),

article AS (
    SELECT articles.*
    FROM main.articles
    INNER JOIN ops.touched_articles ON articles.article_id = touched_articles.article_id
),

facts AS (
    SELECT
        'captures' AS table_name,
        page.capture_id AS record_key,
        page.capture_id,
        to_json(page) AS fact
    FROM page
    UNION ALL
    SELECT
        'appearances' AS table_name,
        concat_ws('/', place.capture_id, place.position) AS record_key,
        place.capture_id,
        to_json(place) AS fact
    FROM place
    UNION ALL
    SELECT
        'rates' AS table_name,
        concat_ws('/', price.capture_id, price.base_currency, price.quote_currency) AS record_key,
        price.capture_id,
        to_json(price) AS fact
    FROM price
)

SELECT
    facts.table_name,
    facts.record_key,
    facts.capture_id AS owner_id,
    loads.first_run_id,
    facts.fact
FROM facts
INNER JOIN ops.loads ON facts.capture_id = loads.capture_id
UNION ALL
SELECT
    'articles' AS table_name,
    article.article_id AS record_key,
    article.article_id AS owner_id,
    known_articles.first_run_id,
    to_json(article) AS fact
FROM article
INNER JOIN ops.known_articles ON article.article_id = known_articles.article_id;

COMMENT ON VIEW ops.touched_facts IS
'Facts that a run may change, each as one value to compare and to trace. One row per fact of a touched capture or article.';
COMMENT ON COLUMN ops.touched_facts.table_name IS
'''captures'', ''appearances'', ''rates'' or ''articles''.';
COMMENT ON COLUMN ops.touched_facts.record_key IS
'The key of the row, its columns joined by ''/''.';
COMMENT ON COLUMN ops.touched_facts.owner_id IS
'The capture that it stands on, or the article: what is replaced as a whole.';
COMMENT ON COLUMN ops.touched_facts.first_run_id IS
'The run since which the owner is in the warehouse without a break.';
COMMENT ON COLUMN ops.touched_facts.fact IS
'The row without parser_version and print_id, decimals as text.';
