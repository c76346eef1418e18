-- Must be empty: what the load log names was loaded or refused whole; else a dump vanished.
-- Severity: critical. Table: ops.loads.
WITH refused_dumps AS (
    SELECT quarantine.capture_id
    FROM quality.quarantine
    WHERE quarantine.line_start IS NULL
)

SELECT
    loads.capture_id,
    loads.run_id
FROM ops.loads
ANTI JOIN main.captures ON loads.capture_id = captures.capture_id
ANTI JOIN refused_dumps ON loads.capture_id = refused_dumps.capture_id;
