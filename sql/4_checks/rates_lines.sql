-- Must be empty: a rate stands on a line of its capture and repeats no more often than its ticker.
-- Severity: critical. Table: main.rates. Key: capture_id, base_currency, quote_currency.
-- When it fires: Steppe's fault, not a dump's: mend flows/parsing/ticker.py, then run again.
SELECT
    rates.capture_id,
    rates.base_currency,
    rates.quote_currency,
    rates.line_number,
    captures.line_count,
    rates.repeat_count,
    captures.ticker_repeats
FROM main.rates
INNER JOIN main.captures ON rates.capture_id = captures.capture_id
WHERE
    rates.line_number NOT BETWEEN 1 AND captures.line_count
    OR rates.repeat_count NOT BETWEEN 1 AND captures.ticker_repeats;
