-- Rates by day of observation, nothing carried. One row per pair and day that some dated capture prints.
CREATE OR REPLACE VIEW ops.daily_rates AS
WITH printed_rates AS (
    SELECT
        rates.base_currency,
        rates.quote_currency,
        rates.observed_on,
        rates.rate,
        first(rates.rate_text ORDER BY rates.scale ASC, rates.rate_text ASC) AS rate_text,
        min(rates.rate_low) AS rate_low,
        max(rates.rate_high) AS rate_high,
        count(*) AS observation_count
    FROM main.rates
    WHERE rates.observed_on IS NOT NULL
    GROUP BY
        rates.base_currency,
        rates.quote_currency,
        rates.observed_on,
        rates.rate
)

SELECT
    base_currency,
    quote_currency,
    observed_on,
    first(rate ORDER BY observation_count DESC, rate ASC) AS rate,
    first(rate_text ORDER BY observation_count DESC, rate ASC) AS rate_text,
    min(rate_low) AS rate_low,
    max(rate_high) AS rate_high,
    CAST(sum(observation_count) AS BIGINT) AS observation_count,
    count(*) AS distinct_rate_count,
    count(*) > 1 AS is_ambiguous
FROM printed_rates
GROUP BY
    base_currency,
    quote_currency,
    observed_on;

COMMENT ON VIEW ops.daily_rates IS
'Rates by day of observation, nothing carried. One row per pair and day that some dated capture prints.';
COMMENT ON COLUMN ops.daily_rates.base_currency IS
'ISO 4217 code of the unit that is priced.';
COMMENT ON COLUMN ops.daily_rates.quote_currency IS
'ISO 4217 code of the currency of the price.';
COMMENT ON COLUMN ops.daily_rates.observed_on IS
'Day of observation.';
COMMENT ON COLUMN ops.daily_rates.rate IS
'The rate that most captures of the day print; among equals the lowest.';
COMMENT ON COLUMN ops.daily_rates.rate_text IS
'That rate verbatim; of several ways to print it the one with fewest decimals, the least exact.';
COMMENT ON COLUMN ops.daily_rates.rate_low IS
'Lowest low bound of the day.';
COMMENT ON COLUMN ops.daily_rates.rate_high IS
'Highest high bound of the day.';
COMMENT ON COLUMN ops.daily_rates.observation_count IS
'Captures of the day that print the pair.';
COMMENT ON COLUMN ops.daily_rates.distinct_rate_count IS
'Different rates that they print.';
COMMENT ON COLUMN ops.daily_rates.is_ambiguous IS
'Whether they print more than one rate.';
