-- Must be empty: the facts of every touched capture were replaced, and their changes traced.
-- Severity: critical. Table: ops.touched_captures. Key: capture_id.
-- When it fires: Steppe's fault, not a dump's: mend load in flows/warehouse/load.py, then run again.
SELECT touched_captures.capture_id
FROM ops.touched_captures;
