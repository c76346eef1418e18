-- Must be empty: a refused line lies within its capture, counts and keeps its text; a refused dump names no line.
-- Severity: critical. Table: quality.quarantine. Key: quarantine_id.
-- When it fires: Steppe's fault, not a dump's: mend _quarantine in flows/parsing/parse.py, then run again.
SELECT
    quarantine.quarantine_id,
    quarantine.capture_id,
    quarantine.line_start,
    quarantine.line_end,
    captures.line_count
FROM quality.quarantine
LEFT JOIN main.captures ON quarantine.capture_id = captures.capture_id
WHERE
    (quarantine.line_start IS NULL) <> (quarantine.line_end IS NULL)
    OR quarantine.line_start < 1
    OR quarantine.line_end < quarantine.line_start
    OR quarantine.line_end > captures.line_count
    OR (
        quarantine.line_start IS NOT NULL
        AND quarantine.resolved_run_id IS NULL
        AND quarantine.line_count IS DISTINCT FROM quarantine.line_end - quarantine.line_start + 1
    )
    OR (quarantine.line_start IS NOT NULL AND quarantine.raw_text IS NULL);
