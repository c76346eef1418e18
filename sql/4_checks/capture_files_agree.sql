-- Must be empty: what manifests and archives say of the files of one capture agrees.
-- Severity: warning. Table: ops.capture_files. Key: capture_id.
-- When it fires: The same bytes lie in two files of which manifests or archives say different things; the least value
--   is taken. Correct the manifest, then run again; nothing, where a crawler met one page under two addresses. Days of
--   archives may differ: the same page was fetched twice.
SELECT
    capture_id,
    count(*) AS file_count,
    min(page_url) AS one_page_url,
    max(page_url) AS other_page_url,
    min(captured_on) FILTER (WHERE captured_on_basis IS NULL) AS one_captured_on,
    max(captured_on) FILTER (WHERE captured_on_basis IS NULL) AS other_captured_on,
    min(outlet) AS one_outlet,
    max(outlet) AS other_outlet
FROM ops.capture_files
GROUP BY capture_id
HAVING
    one_page_url <> other_page_url
    OR one_captured_on <> other_captured_on
    OR one_outlet <> other_outlet
    OR min(captured_from) <> max(captured_from)
    OR min(captured_until) <> max(captured_until);
