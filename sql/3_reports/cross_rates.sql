-- Rates between two currencies priced in a third on one day. One row per day and ordered pair and third currency.
CREATE OR REPLACE VIEW report.cross_rates AS
WITH day_legs AS (
    SELECT
        base_legs.observed_on,
        base_legs.base_currency,
        quote_legs.base_currency AS quote_currency,
        base_legs.quote_currency AS via_currency,
        base_legs.rate / nullif(quote_legs.rate, 0) AS rate,
        base_legs.rate_low / nullif(quote_legs.rate_high, 0) AS rate_low,
        CASE WHEN quote_legs.rate_low > 0 THEN base_legs.rate_high / quote_legs.rate_low END AS rate_high,
        base_legs.is_ambiguous OR quote_legs.is_ambiguous AS is_ambiguous,
        base_legs.observation_count AS base_observation_count,
        quote_legs.observation_count AS quote_observation_count
    FROM ops.daily_rates AS base_legs
    INNER JOIN ops.daily_rates AS quote_legs
        ON
            base_legs.observed_on = quote_legs.observed_on
            AND base_legs.quote_currency = quote_legs.quote_currency
            AND base_legs.base_currency != quote_legs.base_currency
    CROSS JOIN ops.last_possible_day
    WHERE base_legs.observed_on <= last_possible_day.last_possible_on
)

SELECT
    observed_on,
    base_currency,
    quote_currency,
    via_currency,
    rate,
    rate_low,
    rate_high,
    (rate_high - rate_low) / nullif(rate_high + rate_low, 0) AS relative_error,
    is_ambiguous,
    base_observation_count,
    quote_observation_count
FROM day_legs;

COMMENT ON VIEW report.cross_rates IS
'Rates between two currencies priced in a third on one day. One row per day and ordered pair and third currency.';
COMMENT ON COLUMN report.cross_rates.observed_on IS
'Day on which both legs are observed, none after ops.last_possible_day; nothing is carried.';
COMMENT ON COLUMN report.cross_rates.base_currency IS
'ISO 4217 code of the unit that is priced.';
COMMENT ON COLUMN report.cross_rates.quote_currency IS
'ISO 4217 code of the currency of the price.';
COMMENT ON COLUMN report.cross_rates.via_currency IS
'ISO 4217 code of the currency in which both are quoted.';
COMMENT ON COLUMN report.cross_rates.rate IS
'Day''s rate of the base over that of the quote, as a float: no capture prints it.';
COMMENT ON COLUMN report.cross_rates.rate_low IS
'Day''s low bound of the base over the high bound of the quote.';
COMMENT ON COLUMN report.cross_rates.rate_high IS
'Day''s high bound of the base over the low bound of the quote; NULL, for unbounded, where that is not above nought.';
COMMENT ON COLUMN report.cross_rates.relative_error IS
'Half the width from rate_low to rate_high over its middle; NULL where unbounded.';
COMMENT ON COLUMN report.cross_rates.is_ambiguous IS
'Whether captures of the day print more than one rate of either leg; the bounds then span them all.';
COMMENT ON COLUMN report.cross_rates.base_observation_count IS
'Captures of the day that print the base leg.';
COMMENT ON COLUMN report.cross_rates.quote_observation_count IS
'Captures of the day that print the quote leg.';
