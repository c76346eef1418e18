-- Must be empty: a day of capture has a known basis, and an unknown day stays unknown.
-- Severity: critical. Table: main.captures. Key: capture_id.
-- When it fires: Steppe's fault, not a dump's: mend _pages in flows/parsing/parse.py, then run again.
SELECT
    capture_id,
    captured_on,
    captured_on_basis
FROM main.captures
WHERE
    (captured_on IS NULL) <> (captured_on_basis = 'unknown')
    OR captured_on_basis NOT IN ('page', 'archive', 'manifest', 'unknown');
