-- Must be empty: a capture that is loaded does not stand as refused whole.
-- Severity: warning. Table: main.captures.
SELECT
    captures.capture_id,
    quarantine.quarantine_id,
    quarantine.reason
FROM main.captures
INNER JOIN quality.quarantine ON captures.capture_id = quarantine.capture_id
WHERE
    quarantine.line_start IS NULL
    AND quarantine.resolved_run_id IS NULL;
