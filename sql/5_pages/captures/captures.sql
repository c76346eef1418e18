-- Captures that this site leads to, where each lay and what became of its lines. One row per capture.
WITH wanted AS (
    SELECT unnest(string_split(getvariable('wanted'), ' ')) AS capture_id
),

all_captures AS (
    SELECT count(*) AS total_count
    FROM main.captures
)

SELECT
    captures.capture_id,
    captures.captured_on,
    captures.captured_on_basis,
    captures.captured_from,
    captures.captured_until,
    captures.layout,
    captures.page_url,
    captures.line_count,
    captures.fact_line_count,
    captures.unparsed_line_count,
    min(regexp_extract(capture_files.uri, '[^/]*$')) AS file_name,
    all_captures.total_count
FROM wanted
CROSS JOIN all_captures
INNER JOIN main.captures ON wanted.capture_id = captures.capture_id
LEFT JOIN ops.capture_files ON captures.capture_id = capture_files.capture_id
GROUP BY ALL
ORDER BY
    captures.captured_on DESC NULLS LAST,
    captures.capture_id DESC;
