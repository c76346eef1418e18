-- Must be empty: a ticker moves within two weeks; one that stands still was perhaps no longer fed.
-- Severity: warning. Table: main.rates. Key: outlet, first_on.
-- When it fires: Compare with another source. If the market moved, the site's ticker stood still: leave these
--   days out of averages of rates and changes.
-- Pairs with less than three digits hardly ever move and tell nothing.
WITH tickers AS (
    SELECT
        captures.outlet,
        rates.observed_on,
        rates.capture_id,
        string_agg(
            rates.base_currency || '/' || rates.quote_currency || ' ' || rates.rate_text,
            ', ' ORDER BY rates.base_currency ASC, rates.quote_currency ASC
        ) AS ticker
    FROM main.rates
    INNER JOIN main.captures ON rates.capture_id = captures.capture_id
    WHERE
        rates.observed_on IS NOT NULL
        AND length(ltrim(replace(rates.rate_text, '.', ''), '0')) >= 3
    GROUP BY
        captures.outlet,
        rates.observed_on,
        rates.capture_id
),

changes AS (
    SELECT
        tickers.*,
        coalesce(tickers.ticker <> lag(tickers.ticker) OVER outlets, TRUE) AS is_change
    FROM tickers
    WINDOW outlets AS (
        PARTITION BY tickers.outlet
        ORDER BY tickers.observed_on ASC, tickers.capture_id ASC
    )
),

stretches AS (
    SELECT
        changes.*,
        sum(CAST(changes.is_change AS INTEGER)) OVER (
            PARTITION BY changes.outlet
            ORDER BY changes.observed_on ASC, changes.capture_id ASC
        ) AS stretch
    FROM changes
)

SELECT
    outlet,
    min(observed_on) AS first_on,
    max(observed_on) AS last_on,
    count(DISTINCT observed_on) AS day_count,
    min(ticker) AS ticker
FROM stretches
GROUP BY
    outlet,
    stretch
HAVING
    last_on - first_on >= 14
    AND day_count >= 3;
