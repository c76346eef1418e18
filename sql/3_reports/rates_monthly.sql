-- Rates by month of observation, undated ones left out. One row per pair and month that has an observation.
CREATE OR REPLACE VIEW report.rates_monthly AS
SELECT
    base_currency,
    quote_currency,
    CAST(date_trunc('month', observed_on) AS DATE) AS month_starts_on,
    first(rate ORDER BY observed_on ASC, capture_id ASC) AS first_rate,
    first(rate ORDER BY observed_on DESC, capture_id DESC) AS last_rate,
    min(rate) AS lowest_rate,
    max(rate) AS highest_rate,
    avg(rate) AS mean_rate,
    min(rate_low) AS rate_low,
    max(rate_high) AS rate_high,
    count(*) AS observation_count,
    count(DISTINCT observed_on) AS observed_day_count
FROM main.rates
WHERE observed_on <= (SELECT last_possible_day.last_possible_on FROM ops.last_possible_day)
GROUP BY
    base_currency,
    quote_currency,
    month_starts_on;

COMMENT ON VIEW report.rates_monthly IS
'Rates by month of observation, undated ones left out. One row per pair and month that has an observation.';
COMMENT ON COLUMN report.rates_monthly.base_currency IS
'ISO 4217 code of the unit that is priced.';
COMMENT ON COLUMN report.rates_monthly.quote_currency IS
'ISO 4217 code of the currency of the price.';
COMMENT ON COLUMN report.rates_monthly.month_starts_on IS
'First day of the month; days after ops.last_possible_day are left out.';
COMMENT ON COLUMN report.rates_monthly.first_rate IS
'Rate of the month''s first capture, by day, then capture_id.';
COMMENT ON COLUMN report.rates_monthly.last_rate IS
'Rate of the month''s last capture, by day, then capture_id.';
COMMENT ON COLUMN report.rates_monthly.lowest_rate IS
'Lowest rate printed.';
COMMENT ON COLUMN report.rates_monthly.highest_rate IS
'Highest rate printed.';
COMMENT ON COLUMN report.rates_monthly.mean_rate IS
'Mean over captures, as a float: no capture prints it.';
COMMENT ON COLUMN report.rates_monthly.rate_low IS
'Lowest low bound printed.';
COMMENT ON COLUMN report.rates_monthly.rate_high IS
'Highest high bound printed.';
COMMENT ON COLUMN report.rates_monthly.observation_count IS
'Captures of the month that print the pair: the denominator of mean_rate.';
COMMENT ON COLUMN report.rates_monthly.observed_day_count IS
'Days of the month that have an observation.';
