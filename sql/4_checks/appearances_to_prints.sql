-- Must be empty: what appears is an exact print of the version it is counted for.
-- Severity: critical. Table: main.appearances. Key: capture_id, position.
-- References: print_id to ops.prints.
-- When it fires: Steppe's fault, not a dump's: mend _add_prints in flows/warehouse/load.py, then run again.
SELECT
    appearances.capture_id,
    appearances.position,
    appearances.print_id,
    appearances.version_id,
    prints.version_id AS print_version_id
FROM main.appearances
LEFT JOIN ops.prints ON appearances.print_id = prints.print_id
WHERE appearances.version_id IS DISTINCT FROM prints.version_id;
