-- Must be empty: a name is matched in an exact text that the warehouse holds.
-- Severity: critical. Table: ops.print_mentions.
SELECT
    print_mentions.print_id,
    print_mentions.field,
    print_mentions.char_start
FROM ops.print_mentions
ANTI JOIN ops.prints ON print_mentions.print_id = prints.print_id;
