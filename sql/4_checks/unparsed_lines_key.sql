-- Must be empty: a line of a capture is unparsed once.
-- Severity: critical. Table: quality.unparsed_lines. Key: capture_id, line_number.
-- When it fires: Steppe's fault, not a dump's: mend load in flows/warehouse/load.py, then run again.
SELECT
    capture_id,
    line_number,
    count(*) AS row_count
FROM quality.unparsed_lines
GROUP BY
    capture_id,
    line_number
HAVING
    count(*) > 1
    OR capture_id IS NULL
    OR line_number IS NULL;
