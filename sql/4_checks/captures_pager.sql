-- Must be empty: a pager is consistent when its places can be, within its total, and no page number contradicts.
-- Severity: critical. Table: main.captures. Key: capture_id.
-- When it fires: Steppe's fault, not a dump's: mend _pages in flows/parsing/parse.py, then run again.
SELECT
    capture_id,
    page_number,
    pager_first,
    pager_last,
    pager_total,
    pager_is_consistent
FROM main.captures
WHERE
    (pager_first IS NULL) <> (pager_total IS NULL)
    OR (pager_first IS NULL) <> (pager_last IS NULL)
    OR (pager_first IS NULL) <> (pager_is_consistent IS NULL)
    OR (pager_is_consistent AND (pager_first < 1 OR pager_first > pager_last OR pager_first > pager_total))
    OR (
        page_number IS NULL
        AND pager_last <= 1000000000
        AND pager_is_consistent <> (pager_first >= 1 AND pager_first <= pager_last AND pager_first <= pager_total)
    );
