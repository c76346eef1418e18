-- Must be empty: a pair that the tickers before and after print is on each of the one to three tickers between them.
-- Severity: warning. Table: main.rates. Key: base_currency, quote_currency, observed_on.
-- When it fires: `steppe explain` the captures between: a line that the ticker's rule missed is unparsed or
--   quarantined there. Where the site left the pair out, nothing is missing.
WITH tickers AS (
    SELECT
        captures.outlet,
        captures.capture_id,
        row_number() OVER (
            PARTITION BY captures.outlet
            ORDER BY captures.captured_on ASC, captures.capture_id ASC
        ) AS place
    FROM main.captures
    SEMI JOIN main.rates ON captures.capture_id = rates.capture_id
    WHERE captures.captured_on IS NOT NULL
),

successive_rates AS (
    SELECT
        tickers.outlet,
        tickers.place,
        rates.base_currency,
        rates.quote_currency,
        rates.observed_on,
        lag(tickers.place) OVER pairs AS previous_place,
        lag(rates.observed_on) OVER pairs AS previous_on
    FROM main.rates
    INNER JOIN tickers ON rates.capture_id = tickers.capture_id
    WINDOW pairs AS (
        PARTITION BY tickers.outlet, rates.base_currency, rates.quote_currency
        ORDER BY tickers.place ASC
    )
)

SELECT
    base_currency,
    quote_currency,
    observed_on,
    outlet,
    previous_on,
    place - previous_place - 1 AS missing_count
FROM successive_rates
WHERE place - previous_place BETWEEN 2 AND 4;
