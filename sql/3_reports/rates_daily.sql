-- Rates by day, carried for at most 14 days. One row per pair and day from its first to its last dated observation.
CREATE OR REPLACE VIEW report.rates_daily AS
WITH observed_spans AS (
    SELECT
        base_currency,
        quote_currency,
        observed_on,
        rate,
        rate_text,
        rate_low,
        rate_high,
        observation_count,
        distinct_rate_count,
        is_ambiguous,
        lead(observed_on, 1, observed_on + 1) OVER (
            PARTITION BY base_currency, quote_currency
            ORDER BY observed_on ASC
        ) AS span_ends_before
    FROM ops.daily_rates
    WHERE observed_on <= (SELECT last_possible_day.last_possible_on FROM ops.last_possible_day)
),

pair_days AS (
    SELECT
        observed_spans.base_currency,
        observed_spans.quote_currency,
        calendar.date,
        observed_spans.rate,
        observed_spans.rate_text,
        observed_spans.rate_low,
        observed_spans.rate_high,
        observed_spans.observation_count,
        observed_spans.distinct_rate_count,
        observed_spans.is_ambiguous,
        observed_spans.observed_on,
        calendar.date - observed_spans.observed_on AS age_days
    FROM observed_spans
    INNER JOIN main.calendar
        ON
            observed_spans.observed_on <= calendar.date
            AND observed_spans.span_ends_before > calendar.date
)

SELECT
    base_currency,
    quote_currency,
    date,
    CASE WHEN age_days <= 14 THEN rate END AS rate,
    CASE WHEN age_days <= 14 THEN rate_text END AS rate_text,
    CASE WHEN age_days <= 14 THEN rate_low END AS rate_low,
    CASE WHEN age_days <= 14 THEN rate_high END AS rate_high,
    CASE WHEN age_days = 0 THEN observation_count ELSE 0 END AS observation_count,
    CASE WHEN age_days = 0 THEN distinct_rate_count ELSE 0 END AS distinct_rate_count,
    CASE WHEN age_days <= 14 THEN is_ambiguous END AS is_ambiguous,
    observed_on,
    age_days,
    age_days BETWEEN 1 AND 14 AS is_carried
FROM pair_days;

COMMENT ON VIEW report.rates_daily IS
'Rates by day, carried for at most 14 days. One row per pair and day from its first to its last dated observation.';
COMMENT ON COLUMN report.rates_daily.base_currency IS
'ISO 4217 code of the unit that is priced.';
COMMENT ON COLUMN report.rates_daily.quote_currency IS
'ISO 4217 code of the currency of the price.';
COMMENT ON COLUMN report.rates_daily.date IS
'The day; none after ops.last_possible_day.';
COMMENT ON COLUMN report.rates_daily.rate IS
'The rate most captures of observed_on print, among equals the lowest; NULL when that day is over 14 days past.';
COMMENT ON COLUMN report.rates_daily.rate_text IS
'That rate verbatim; of several ways to print it the least exact. NULL where rate is.';
COMMENT ON COLUMN report.rates_daily.rate_low IS
'Lowest low bound printed on observed_on; NULL where rate is.';
COMMENT ON COLUMN report.rates_daily.rate_high IS
'Highest high bound printed on observed_on; NULL where rate is.';
COMMENT ON COLUMN report.rates_daily.observation_count IS
'Captures of this very day that print the pair; 0 where none does.';
COMMENT ON COLUMN report.rates_daily.distinct_rate_count IS
'Different rates that captures of this very day print; 0 where none does.';
COMMENT ON COLUMN report.rates_daily.is_ambiguous IS
'Whether captures of observed_on print more than one rate; NULL where rate is.';
COMMENT ON COLUMN report.rates_daily.observed_on IS
'The last day, up to this one, that has an observation; stays where rate is NULL.';
COMMENT ON COLUMN report.rates_daily.age_days IS
'Days from observed_on to this day.';
COMMENT ON COLUMN report.rates_daily.is_carried IS
'Whether rate is that of an earlier day; false where rate is NULL.';
