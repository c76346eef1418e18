-- Must be empty: a change is what is printed, and -0% is a fall.
-- Severity: critical. Table: main.rates. Key: capture_id, base_currency, quote_currency.
-- When it fires: Steppe's fault, not a dump's: mend flows/parsing/ticker.py, then run again.
SELECT
    capture_id,
    base_currency,
    quote_currency,
    change_pct,
    change_text,
    change_sign
FROM main.rates
WHERE
    change_pct IS DISTINCT FROM try_cast(trim(change_text, '+%') AS DECIMAL(9, 4))
    OR (change_pct IS NULL) <> (change_text IS NULL)
    OR change_sign IS DISTINCT FROM
    CASE
        WHEN change_text LIKE '-%' THEN -1
        WHEN regexp_matches(change_text, '[1-9]') THEN 1
        WHEN change_text IS NOT NULL THEN 0
    END;
