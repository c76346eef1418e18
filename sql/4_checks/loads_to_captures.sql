-- Must be empty: what the load log names was loaded or refused whole; else a dump vanished.
-- Severity: critical. Table: ops.loads. Key: capture_id.
-- When it fires: Steppe's fault, not a dump's: mend refine in flows/pipeline.py: a dump was neither kept nor
--   quarantined, then run again.
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
