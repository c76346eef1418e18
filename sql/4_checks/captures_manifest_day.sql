-- Must be empty: no manifest names another day of capture than the one that is believed.
-- Severity: warning. Table: main.captures.
SELECT
    captures.capture_id,
    captures.captured_on,
    captures.captured_on_basis,
    capture_files.captured_on AS manifest_captured_on,
    capture_files.uri
FROM main.captures
INNER JOIN ops.capture_files ON captures.capture_id = capture_files.capture_id
WHERE captures.captured_on <> capture_files.captured_on;
