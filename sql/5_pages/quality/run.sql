-- The run that the page is of. One row.
SELECT
    run_id,
    flow,
    started_at,
    finished_at,
    date_diff('second', started_at, finished_at) AS duration_seconds,
    status,
    captures_seen,
    captures_new,
    captures_quarantined,
    fingerprint,
    versions,
    schema_version
FROM ops.runs
WHERE run_id = getvariable('run_id');
