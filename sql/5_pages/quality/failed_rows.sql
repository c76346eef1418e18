-- Rows that broke a check in the run, the first of each check. One row per suite, check, batch and record.
WITH failures AS (
    SELECT
        suite,
        check_name,
        batch_id,
        left(record_key, 200) AS record_key,
        left(detail, 300) AS detail
    FROM quality.check_failures
    WHERE run_id = getvariable('run_id')
)

SELECT
    suite,
    check_name,
    batch_id,
    record_key,
    detail,
    count(*) OVER (PARTITION BY suite, check_name) AS total_count
FROM failures
QUALIFY
    row_number() OVER (
        PARTITION BY suite, check_name
        ORDER BY batch_id ASC, record_key ASC, detail ASC
    ) <= getvariable('most_rows')
ORDER BY
    suite ASC,
    check_name ASC,
    batch_id ASC,
    record_key ASC,
    detail ASC;
