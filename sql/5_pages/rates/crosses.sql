-- Cross rates on the last day that has both legs. One row per ordered pair of currencies.
SELECT
    base_currency,
    quote_currency,
    via_currency,
    observed_on,
    rate,
    rate_low,
    rate_high,
    relative_error,
    is_ambiguous
FROM report.cross_rates
QUALIFY
    row_number() OVER (
        PARTITION BY
            base_currency,
            quote_currency
        ORDER BY
            observed_on DESC,
            via_currency ASC
    ) = 1
ORDER BY
    base_currency ASC,
    quote_currency ASC
LIMIT getvariable('most_crosses');
