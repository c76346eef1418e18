-- The run that made the release. At most one row.
SELECT
    run_id,
    flow,
    started_at,
    finished_at,
    status,
    captures_seen,
    captures_new,
    captures_quarantined,
    fingerprint
FROM ops.runs
WHERE run_id = getvariable('run_id');
