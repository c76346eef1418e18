-- Must be empty: a capture without an address is its own listing and has no page number.
-- Severity: critical. Table: main.captures. Key: capture_id.
-- When it fires: Steppe's fault, not a dump's: mend flows/parsing/addresses.py, then run again.
SELECT
    capture_id,
    listing_id,
    page_number
FROM main.captures
WHERE
    page_url IS NULL
    AND (listing_id <> capture_id OR page_number IS NOT NULL);
