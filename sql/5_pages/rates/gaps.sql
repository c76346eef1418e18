-- Gaps: days without a rate because the last one is over 14 days past, longest first. One row per pair and gap.
WITH gaps AS (
    SELECT
        base_currency,
        quote_currency,
        observed_on,
        min(date) AS first_day,
        max(date) AS last_day,
        count(*) AS gap_days
    FROM report.rates_daily
    WHERE rate IS NULL
    GROUP BY
        base_currency,
        quote_currency,
        observed_on
)

SELECT
    base_currency,
    quote_currency,
    observed_on,
    first_day,
    last_day,
    gap_days,
    count(*) OVER (
        PARTITION BY
            base_currency,
            quote_currency
    ) AS gap_count,
    CAST(sum(gap_days) OVER (
        PARTITION BY
            base_currency,
            quote_currency
    ) AS BIGINT) AS total_gap_days
FROM gaps
QUALIFY
    row_number() OVER (
        PARTITION BY
            base_currency,
            quote_currency
        ORDER BY
            gap_days DESC,
            first_day ASC
    ) <= getvariable('most_gaps')
ORDER BY
    base_currency ASC,
    quote_currency ASC,
    gap_days DESC,
    first_day ASC;
