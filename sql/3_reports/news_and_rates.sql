-- Articles that mention a country beside the rate of its currency. One row per country, pair and day that has either.
CREATE OR REPLACE VIEW report.news_and_rates AS
WITH country_rates AS (
    SELECT
        currencies.country_code,
        daily_rates.base_currency,
        daily_rates.quote_currency,
        daily_rates.observed_on,
        daily_rates.rate,
        daily_rates.rate_text,
        daily_rates.is_ambiguous,
        lag(daily_rates.observed_on) OVER observed_days AS previous_observed_on,
        lag(daily_rates.rate) OVER observed_days AS previous_rate,
        lag(daily_rates.rate_text) OVER observed_days AS previous_rate_text
    FROM ops.daily_rates
    INNER JOIN main.currencies ON daily_rates.base_currency = currencies.currency_code
    CROSS JOIN ops.last_possible_day
    WHERE
        currencies.country_code IS NOT NULL
        AND daily_rates.observed_on <= last_possible_day.last_possible_on
    WINDOW observed_days AS (
        PARTITION BY daily_rates.base_currency, daily_rates.quote_currency
        ORDER BY daily_rates.observed_on ASC
    )
),

country_pairs AS (
    SELECT DISTINCT
        country_code,
        base_currency,
        quote_currency
    FROM country_rates
),

country_articles AS (
    SELECT
        article_countries.country_code,
        CASE
            WHEN article_countries.first_captured_on <= last_possible_day.last_possible_on
                THEN article_countries.first_captured_on
        END AS first_seen_on,
        count(*) AS article_count
    FROM ops.article_countries
    CROSS JOIN ops.last_possible_day
    GROUP BY
        article_countries.country_code,
        first_seen_on
),

day_articles AS (
    SELECT
        articles.first_captured_on,
        count(*) AS article_count
    FROM main.articles
    GROUP BY articles.first_captured_on
),

pair_articles AS (
    SELECT
        country_pairs.country_code,
        country_pairs.base_currency,
        country_pairs.quote_currency,
        country_articles.first_seen_on,
        country_articles.article_count
    FROM country_pairs
    INNER JOIN country_articles ON country_pairs.country_code = country_articles.country_code
    WHERE country_articles.first_seen_on IS NOT NULL
),

pair_days AS (
    SELECT
        coalesce(country_rates.country_code, pair_articles.country_code) AS country_code,
        coalesce(country_rates.base_currency, pair_articles.base_currency) AS base_currency,
        coalesce(country_rates.quote_currency, pair_articles.quote_currency) AS quote_currency,
        coalesce(country_rates.observed_on, pair_articles.first_seen_on) AS date,
        country_rates.rate,
        country_rates.rate_text,
        country_rates.is_ambiguous,
        country_rates.previous_rate,
        country_rates.previous_rate_text,
        country_rates.previous_observed_on,
        coalesce(pair_articles.article_count, 0) AS article_count
    FROM country_rates
    FULL JOIN pair_articles
        ON
            country_rates.base_currency = pair_articles.base_currency
            AND country_rates.quote_currency = pair_articles.quote_currency
            AND country_rates.observed_on = pair_articles.first_seen_on
)

SELECT
    pair_days.country_code,
    pair_days.base_currency,
    pair_days.quote_currency,
    pair_days.date,
    pair_days.rate,
    pair_days.rate_text,
    pair_days.is_ambiguous,
    pair_days.previous_rate,
    pair_days.previous_rate_text,
    pair_days.previous_observed_on,
    100 * (pair_days.rate - pair_days.previous_rate) / nullif(pair_days.previous_rate, 0) AS change_pct,
    pair_days.article_count,
    coalesce(day_articles.article_count, 0) AS day_article_count,
    100 * pair_days.article_count / day_articles.article_count AS share_pct,
    coalesce(undated_articles.article_count, 0) AS undated_count
FROM pair_days
LEFT JOIN day_articles ON pair_days.date = day_articles.first_captured_on
LEFT JOIN country_articles AS undated_articles
    ON
        pair_days.country_code = undated_articles.country_code
        AND undated_articles.first_seen_on IS NULL;

COMMENT ON VIEW report.news_and_rates IS
'Articles that mention a country beside the rate of its currency. One row per country, pair and day that has either.';
COMMENT ON COLUMN report.news_and_rates.country_code IS
'ISO 3166 alpha-2 code of the country; one whose currency is never priced is left out.';
COMMENT ON COLUMN report.news_and_rates.base_currency IS
'ISO 4217 code of the country''s currency; one with several has a row for each.';
COMMENT ON COLUMN report.news_and_rates.quote_currency IS
'ISO 4217 code of the currency of the price.';
COMMENT ON COLUMN report.news_and_rates.date IS
'Day of observation, and day the articles were first seen; none after ops.last_possible_day.';
COMMENT ON COLUMN report.news_and_rates.rate IS
'The rate most captures of the day print, among equals the lowest; NULL where none does. Nothing is carried.';
COMMENT ON COLUMN report.news_and_rates.rate_text IS
'That rate verbatim; of several ways to print it the least exact.';
COMMENT ON COLUMN report.news_and_rates.is_ambiguous IS
'Whether captures of the day print more than one rate; NULL where rate is.';
COMMENT ON COLUMN report.news_and_rates.previous_rate IS
'The same of the pair''s previous observed day; NULL on its first.';
COMMENT ON COLUMN report.news_and_rates.previous_rate_text IS
'That previous rate verbatim.';
COMMENT ON COLUMN report.news_and_rates.previous_observed_on IS
'That previous observed day.';
COMMENT ON COLUMN report.news_and_rates.change_pct IS
'rate over previous_rate less one, in per cent; computed, so not the printed change.';
COMMENT ON COLUMN report.news_and_rates.article_count IS
'Articles first seen on that day whose latest text mentions the country or an entity of it.';
COMMENT ON COLUMN report.news_and_rates.day_article_count IS
'All articles first seen on that day.';
COMMENT ON COLUMN report.news_and_rates.share_pct IS
'article_count over day_article_count, in per cent; NULL on a day without articles.';
COMMENT ON COLUMN report.news_and_rates.undated_count IS
'Articles that mention the country, undated or first seen after such a day; the same in each row of the country.';
