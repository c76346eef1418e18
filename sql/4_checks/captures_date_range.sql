-- Must be empty: the range that a manifest or archive gives is a range and holds the day of capture.
-- Severity: warning. Table: main.captures. Key: capture_id.
-- When it fires: Correct captured_on in the manifest, a day or from/until. Where the page itself prints another
--   day, the page is believed: then the manifest's range is wrong.
SELECT
    capture_id,
    captured_on,
    captured_on_basis,
    captured_from,
    captured_until
FROM main.captures
WHERE
    captured_from > captured_until
    OR captured_on < captured_from
    OR captured_on > captured_until;
