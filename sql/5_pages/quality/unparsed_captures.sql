-- Captures with the most lines that no rule knows, and the first of these lines. One row per capture.
WITH worst AS (
    SELECT
        capture_id,
        layout,
        captured_on,
        line_count,
        unparsed_line_count,
        unparsed_pct,
        count(*) OVER () AS total_count
    FROM report.line_accounting
    WHERE unparsed_line_count > 0
    ORDER BY
        unparsed_line_count DESC,
        capture_id ASC
    LIMIT getvariable('most_rows')
),

first_lines AS (
    SELECT
        capture_id,
        min(line_number) AS line_number,
        left(arg_min(raw_text, line_number), 200) AS snippet
    FROM quality.unparsed_lines
    WHERE capture_id IN (SELECT worst.capture_id FROM worst)
    GROUP BY capture_id
),

files AS (
    SELECT
        capture_id,
        min(uri) AS uri
    FROM ops.capture_files
    WHERE capture_id IN (SELECT worst.capture_id FROM worst)
    GROUP BY capture_id
)

SELECT
    worst.capture_id,
    regexp_extract(files.uri, '[^/]*$') AS file_name,
    worst.layout,
    worst.captured_on,
    worst.unparsed_line_count,
    worst.line_count,
    worst.unparsed_pct,
    first_lines.line_number,
    first_lines.snippet,
    worst.total_count
FROM worst
LEFT JOIN first_lines ON worst.capture_id = first_lines.capture_id
LEFT JOIN files ON worst.capture_id = files.capture_id
ORDER BY
    worst.unparsed_line_count DESC,
    worst.capture_id ASC;
