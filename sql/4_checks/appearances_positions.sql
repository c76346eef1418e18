-- Must be empty: places of a capture are numbered from 1 without a gap.
-- Severity: critical. Table: main.appearances. Key: capture_id.
-- When it fires: Steppe's fault, not a dump's: mend flows/parsing/items.py, which numbers the items, then run
--   again.
SELECT
    capture_id,
    min(position) AS first_position,
    max(position) AS last_position,
    count(*) AS appearance_count
FROM main.appearances
GROUP BY capture_id
HAVING
    first_position <> 1
    OR last_position <> appearance_count;
