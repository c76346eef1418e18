-- Must be empty: of a forgotten capture nothing but its id is left.
-- Severity: critical. Table: ops.forgotten. Key: capture_id.
-- When it fires: Call `steppe forget` for the capture again; if it fires again, mend take_out in
--   flows/warehouse/takedown.py.
WITH held AS (
    SELECT
        capture_id,
        'main.captures' AS held_in
    FROM main.captures
    UNION ALL
    SELECT
        capture_id,
        'main.appearances' AS held_in
    FROM main.appearances
    UNION ALL
    SELECT
        capture_id,
        'main.rates' AS held_in
    FROM main.rates
    UNION ALL
    SELECT
        capture_id,
        'ops.loads' AS held_in
    FROM ops.loads
    UNION ALL
    SELECT
        capture_id,
        'ops.capture_files' AS held_in
    FROM ops.capture_files
    UNION ALL
    SELECT
        capture_id,
        'quality.quarantine' AS held_in
    FROM quality.quarantine
    UNION ALL
    SELECT
        capture_id,
        'quality.unparsed_lines' AS held_in
    FROM quality.unparsed_lines
)

SELECT DISTINCT
    held.capture_id,
    held.held_in
FROM held
INNER JOIN ops.forgotten ON held.capture_id = forgotten.capture_id;
