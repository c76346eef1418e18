-- What is in the warehouse. One row.
SELECT
    (SELECT count(*) FROM main.captures) AS capture_count,
    (
        SELECT count(*) FROM main.captures
        WHERE captured_on IS NULL
    ) AS undated_count,
    (SELECT min(captured_on) FROM main.captures) AS first_captured_on,
    (
        SELECT max(captured_on) FROM main.captures
        WHERE captured_on <= (SELECT last_possible_day.last_possible_on FROM ops.last_possible_day)
    ) AS last_captured_on,
    (SELECT count(DISTINCT captured_on) FROM main.captures) AS captured_day_count,
    (SELECT count(*) FROM main.articles) AS article_count,
    (SELECT count(*) FROM main.appearances) AS appearance_count,
    (SELECT count(*) FROM main.article_versions) AS version_count,
    (SELECT count(*) FROM main.mentions) AS mention_count,
    (SELECT count(DISTINCT entity_id) FROM main.mentions) AS entity_count,
    (SELECT count(*) FROM main.rates) AS rate_count,
    (SELECT count(DISTINCT base_currency || quote_currency) FROM main.rates) AS pair_count;
