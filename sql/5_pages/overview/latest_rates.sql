-- The last rate of each pair. One row per pair.
SELECT
    base_currency,
    quote_currency,
    rate_text,
    relative_error,
    change_pct,
    change_sign,
    observed_on,
    capture_id,
    line_number,
    count(*) OVER () AS total_count
FROM report.rates_latest
ORDER BY
    base_currency ASC,
    quote_currency ASC
LIMIT getvariable('most_pairs');
