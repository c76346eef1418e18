-- Rates as the last run that passed by a moment had them. One row per capture and pair.
-- The linter knows neither a macro's parameters nor COMMENT ON MACRO.
-- noqa: disable=all
CREATE OR REPLACE MACRO report.rates_as_known("at") AS TABLE
WITH last_changes AS (
    SELECT
        changes.record_key,
        max(run_releases.known_at) AS known_at
    FROM ops.changes
    INNER JOIN ops.run_releases ON changes.run_id = run_releases.run_id
    WHERE
        changes.table_name = 'rates'
        AND changes.after IS NOT NULL
    GROUP BY changes.record_key
),

spans AS (
    SELECT
        rates.*,
        greatest(run_releases.known_at, last_changes.known_at) AS known_from,
        TIMESTAMP 'infinity' AS known_until
    FROM main.rates
    INNER JOIN ops.loads ON rates.capture_id = loads.capture_id
    INNER JOIN ops.run_releases ON loads.first_run_id = run_releases.run_id
    LEFT JOIN last_changes
        ON concat_ws('/', rates.capture_id, rates.base_currency, rates.quote_currency) = last_changes.record_key
    UNION ALL BY NAME
    SELECT
        changes.before ->> 'capture_id' AS capture_id,
        changes.before ->> 'base_currency' AS base_currency,
        changes.before ->> 'quote_currency' AS quote_currency,
        CAST(changes.before ->> 'rate' AS DECIMAL(38, 12)) AS rate,
        changes.before ->> 'rate_text' AS rate_text,
        CAST(changes.before ->> 'scale' AS INTEGER) AS scale,
        CAST(changes.before ->> 'rate_low' AS DECIMAL(38, 12)) AS rate_low,
        CAST(changes.before ->> 'rate_high' AS DECIMAL(38, 12)) AS rate_high,
        CAST(changes.before ->> 'change_pct' AS DECIMAL(9, 4)) AS change_pct,
        changes.before ->> 'change_text' AS change_text,
        CAST(changes.before ->> 'change_sign' AS INTEGER) AS change_sign,
        CAST(changes.before ->> 'observed_on' AS DATE) AS observed_on,
        changes.before ->> 'observed_on_basis' AS observed_on_basis,
        CAST(changes.before ->> 'repeat_count' AS INTEGER) AS repeat_count,
        CAST(changes.before ->> 'line_number' AS INTEGER) AS line_number,
        since.known_at AS known_from,
        until.known_at AS known_until
    FROM ops.changes
    INNER JOIN ops.run_releases AS since ON changes.since_run_id = since.run_id
    INNER JOIN ops.run_releases AS until ON changes.run_id = until.run_id
    WHERE
        changes.table_name = 'rates'
        AND changes.before IS NOT NULL
)

SELECT
    capture_id,
    base_currency,
    quote_currency,
    rate,
    rate_text,
    scale,
    rate_low,
    rate_high,
    change_pct,
    change_text,
    change_sign,
    observed_on,
    observed_on_basis,
    repeat_count,
    line_number,
    known_from
FROM spans
WHERE
    known_from <= CAST("at" AS TIMESTAMP)
    AND known_until > CAST("at" AS TIMESTAMP);

COMMENT ON MACRO TABLE report.rates_as_known IS
'Rates as the last run that passed by a moment had them: later ones absent, later changes undone. The moment is UTC, a day its first moment; columns of main.rates, and known_from, since when the row was known so. One row per capture and pair.';
