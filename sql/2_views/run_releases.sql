-- When what a run did came to be known: the end of the first passed run from it on. One row per run.
CREATE OR REPLACE VIEW ops.run_releases AS
SELECT
    run_id,
    started_at,
    coalesce(
        min(finished_at) FILTER (WHERE status = 'passed') OVER (
            ORDER BY started_at, run_id
            ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING
        ),
        TIMESTAMP 'infinity'
    ) AS known_at
FROM ops.runs;

COMMENT ON VIEW ops.run_releases IS
'When what a run did came to be known: the end of the first passed run from it on. One row per run.';
COMMENT ON COLUMN ops.run_releases.run_id IS
'The run.';
COMMENT ON COLUMN ops.run_releases.started_at IS
'Start of the run, UTC.';
COMMENT ON COLUMN ops.run_releases.known_at IS
'End of that passed run, UTC; infinity while there is none.';
