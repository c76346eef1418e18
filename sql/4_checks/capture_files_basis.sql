-- Must be empty: only a day has a basis, and it is an archive.
-- Severity: critical. Table: ops.capture_files. Key: uri.
-- When it fires: Steppe's fault, not an archive's: mend said_of in flows/dumps/archives/pages.py, then run again.
SELECT
    uri,
    captured_on,
    captured_on_basis
FROM ops.capture_files
WHERE
    captured_on_basis <> 'archive'
    OR (captured_on_basis = 'archive' AND captured_on IS NULL);
