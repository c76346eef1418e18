-- Must be empty: an archive was read in a run that the log holds.
-- Severity: critical. Table: ops.archives. Key: uri.
-- References: run_id to ops.runs.
-- When it fires: Steppe's fault, not an archive's: mend begin in flows/pipeline.py, or undo in
--   flows/warehouse/release.py, then run again.
SELECT
    archives.uri,
    archives.run_id
FROM ops.archives
ANTI JOIN ops.runs ON archives.run_id = runs.run_id;
