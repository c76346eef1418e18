-- Must be empty: an appearance stands on a capture that the warehouse holds.
-- Severity: critical. Table: main.appearances. Key: capture_id, position.
-- References: capture_id to main.captures.
-- When it fires: Steppe's fault, not a dump's: mend _take_out in flows/warehouse/load.py, then run again.
SELECT
    appearances.capture_id,
    appearances.position
FROM main.appearances
ANTI JOIN main.captures ON appearances.capture_id = captures.capture_id;
