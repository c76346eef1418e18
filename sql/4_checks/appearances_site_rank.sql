-- Must be empty: the rank on the site is pager_first + position - 1 with a consistent pager, else NULL.
-- Severity: critical. Table: main.appearances. Key: capture_id, position.
-- When it fires: Steppe's fault, not a dump's: mend _appearances in flows/parsing/parse.py, then run again.
SELECT
    appearances.capture_id,
    appearances.position,
    appearances.site_rank,
    captures.pager_first,
    captures.pager_is_consistent
FROM main.appearances
INNER JOIN main.captures ON appearances.capture_id = captures.capture_id
WHERE
    appearances.site_rank IS DISTINCT FROM
    CASE WHEN captures.pager_is_consistent THEN captures.pager_first + appearances.position - 1 END;
