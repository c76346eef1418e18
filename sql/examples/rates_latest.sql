-- What did each currency cost when it was last seen?
SELECT
    base_currency,
    quote_currency,
    rate_text,
    rate_low,
    rate_high,
    change_pct,
    observed_on
FROM report.rates_latest
ORDER BY base_currency;
