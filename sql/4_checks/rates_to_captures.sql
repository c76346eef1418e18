-- Must be empty: a rate is printed on a capture that the warehouse holds.
-- Severity: critical. Table: main.rates.
SELECT
    rates.capture_id,
    rates.base_currency,
    rates.quote_currency
FROM main.rates
ANTI JOIN main.captures ON rates.capture_id = captures.capture_id;
