-- Must be empty: a capture that is loaded does not stand as refused whole.
-- Severity: warning. Table: main.captures. Key: capture_id.
-- When it fires: Its refusal was not resolved when it was loaded: mend _quarantine in flows/warehouse/load.py.
--   The facts are sound; the count of refused dumps is one too high.
SELECT
    captures.capture_id,
    quarantine.quarantine_id,
    quarantine.reason
FROM main.captures
INNER JOIN quality.quarantine ON captures.capture_id = quarantine.capture_id
WHERE
    quarantine.line_start IS NULL
    AND quarantine.resolved_run_id IS NULL;
