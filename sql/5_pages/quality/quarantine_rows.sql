-- Rows that stand in quarantine, those of the run first, whole dumps before lines. One row per refused dump or line.
WITH standing AS (
    SELECT
        capture_id,
        line_start,
        line_end,
        reason,
        detail,
        left(raw_text, 200) AS snippet,
        first_run_id,
        first_run_id = getvariable('run_id') AS is_new,
        count(*) OVER () AS total_count
    FROM quality.quarantine
    WHERE resolved_run_id IS NULL
    ORDER BY
        is_new DESC,
        line_start IS NULL DESC,
        first_run_id DESC,
        capture_id ASC,
        line_start ASC
    LIMIT getvariable('most_rows')
),

files AS (
    SELECT
        capture_id,
        min(uri) AS uri
    FROM ops.capture_files
    WHERE capture_id IN (SELECT standing.capture_id FROM standing)
    GROUP BY capture_id
)

SELECT
    standing.capture_id,
    regexp_extract(files.uri, '[^/]*$') AS file_name,
    standing.line_start,
    standing.line_end,
    standing.reason,
    standing.detail,
    standing.snippet,
    standing.is_new,
    standing.total_count
FROM standing
LEFT JOIN files ON standing.capture_id = files.capture_id
ORDER BY
    standing.is_new DESC,
    standing.line_start IS NULL DESC,
    standing.first_run_id DESC,
    standing.capture_id ASC,
    standing.line_start ASC;
