-- Must be empty: a place in an exact text holds one name; mentions are taken from it.
-- Severity: critical. Table: ops.print_mentions. Key: print_id, field, char_start, char_end.
-- Scope: article.
-- When it fires: Steppe's fault, not a dump's: mend rematch and _add_prints in flows/warehouse/load.py, then
--   run again.
SELECT
    print_id,
    field,
    char_start,
    char_end,
    count(*) AS row_count
FROM ops.print_mentions
GROUP BY
    print_id,
    field,
    char_start,
    char_end
HAVING
    count(*) > 1
    OR print_id IS NULL
    OR field IS NULL
    OR char_start IS NULL
    OR char_end IS NULL;
