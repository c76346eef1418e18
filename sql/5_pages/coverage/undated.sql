-- Undated captures with what is known of their day. One row per capture.
WITH undated AS (
    SELECT
        capture_id,
        layout,
        page_url,
        captured_from,
        captured_until,
        line_count,
        count(*) OVER () AS total_count
    FROM main.captures
    WHERE captured_on IS NULL
    ORDER BY
        captured_from ASC NULLS LAST,
        capture_id ASC
    LIMIT getvariable('most_undated')
)

SELECT
    undated.capture_id,
    undated.layout,
    undated.page_url,
    undated.captured_from,
    undated.captured_until,
    undated.line_count,
    min(regexp_extract(capture_files.uri, '[^/]*$')) AS file_name,
    undated.total_count
FROM undated
LEFT JOIN ops.capture_files ON undated.capture_id = capture_files.capture_id
GROUP BY ALL
ORDER BY
    undated.captured_from ASC NULLS LAST,
    undated.capture_id ASC;
