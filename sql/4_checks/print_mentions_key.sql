-- Must be empty: a place in an exact text holds one name; mentions are taken from it.
-- Severity: critical. Table: ops.print_mentions.
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
