-- What stands in quarantine, by reason. One row per reason.
SELECT
    reason,
    count(*) FILTER (WHERE resolved_run_id IS NULL AND line_start IS NULL) AS standing_dump_count,
    count(*) FILTER (WHERE resolved_run_id IS NULL AND line_start IS NOT NULL) AS standing_part_count,
    count(*) FILTER (WHERE first_run_id = getvariable('run_id')) AS new_count,
    count(*) FILTER (WHERE resolved_run_id IS NOT NULL) AS resolved_count,
    count(*) AS row_count
FROM quality.quarantine
GROUP BY reason
ORDER BY
    standing_dump_count DESC,
    standing_part_count DESC,
    reason ASC;
