-- Rows that broke the checks that fail in the run, in each of the last runs. One row per suite, check and run.
WITH last_runs AS (
    SELECT
        run_id,
        started_at
    FROM ops.runs
    ORDER BY
        started_at DESC,
        run_id DESC
    LIMIT getvariable('most_runs')
),

failed AS (
    SELECT DISTINCT
        suite,
        check_name
    FROM quality.check_results
    WHERE
        run_id = getvariable('run_id')
        AND NOT is_success
)

SELECT
    results.suite,
    results.check_name,
    results.run_id,
    last_runs.started_at,
    CAST(sum(results.unexpected_count) AS BIGINT) AS unexpected_count
FROM quality.check_results AS results
INNER JOIN last_runs ON results.run_id = last_runs.run_id
INNER JOIN failed
    ON
        results.suite = failed.suite
        AND results.check_name = failed.check_name
GROUP BY
    results.suite,
    results.check_name,
    results.run_id,
    last_runs.started_at
ORDER BY
    results.suite ASC,
    results.check_name ASC,
    last_runs.started_at ASC,
    results.run_id ASC;
