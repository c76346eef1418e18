-- Must be empty: a capture is in the load log with the parser that read it; else it is never redone.
-- Severity: critical. Table: main.captures. Key: capture_id.
-- References: capture_id to ops.loads.
-- When it fires: Steppe's fault, not a dump's: mend load in flows/warehouse/load.py, then run again.
SELECT
    captures.capture_id,
    captures.parser_version,
    loads.parser_version AS load_parser_version
FROM main.captures
LEFT JOIN ops.loads ON captures.capture_id = loads.capture_id
WHERE captures.parser_version IS DISTINCT FROM loads.parser_version;
