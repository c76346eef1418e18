-- When what a run did came to be known: the end of the first run from it on that passed. One row per run.
CREATE OR REPLACE VIEW ops.run_releases AS
SELECT
    run_id,
    coalesce(
        min(finished_at) FILTER (WHERE status = 'passed') OVER (
            ORDER BY run_number
            ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING
        ),
        TIMESTAMP 'infinity'
    ) AS known_at
FROM ops.runs;

COMMENT ON VIEW ops.run_releases IS
'When what a run did came to be known: the end of the first run from it on that passed. One row per run.';
COMMENT ON COLUMN ops.run_releases.run_id IS
'The run.';
COMMENT ON COLUMN ops.run_releases.known_at IS
'End of that passed run, UTC; infinity while there is none.';
