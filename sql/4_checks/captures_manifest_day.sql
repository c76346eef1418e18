-- Must be empty: no manifest and no archive names another day of capture than the one that is believed.
-- Severity: warning. Table: main.captures. Key: capture_id.
-- When it fires: The page prints one day, manifest or archive give another; the page is believed, then the archive.
--   Correct the manifest, or nothing where the crawler only dated by its own time zone, or fetched an old page.
SELECT
    captures.capture_id,
    captures.captured_on,
    captures.captured_on_basis,
    capture_files.captured_on AS manifest_captured_on,
    capture_files.captured_on_basis AS manifest_basis,
    capture_files.uri
FROM main.captures
INNER JOIN ops.capture_files ON captures.capture_id = capture_files.capture_id
WHERE
    captures.captured_on <> capture_files.captured_on
    AND NOT (captures.captured_on_basis = 'archive' AND capture_files.captured_on_basis IS NOT NULL);
