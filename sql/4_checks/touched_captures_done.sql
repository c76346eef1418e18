-- Must be empty: the facts of every touched capture were replaced, and their changes traced.
-- Severity: critical. Table: ops.touched_captures.
SELECT touched_captures.capture_id
FROM ops.touched_captures;
