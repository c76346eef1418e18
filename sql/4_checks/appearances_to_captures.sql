-- Must be empty: an appearance stands on a capture that the warehouse holds.
-- Severity: critical. Table: main.appearances.
SELECT
    appearances.capture_id,
    appearances.position
FROM main.appearances
ANTI JOIN main.captures ON appearances.capture_id = captures.capture_id;
