-- Must be empty: a name is matched in an exact text that the warehouse holds.
-- Severity: critical. Table: ops.print_mentions. Key: print_id, field, char_start, char_end.
-- References: print_id to ops.prints.
-- When it fires: Steppe's fault, not a dump's: mend recompute in flows/warehouse/load.py, which drops orphans,
--   then run again.
SELECT
    print_mentions.print_id,
    print_mentions.field,
    print_mentions.char_start,
    print_mentions.char_end
FROM ops.print_mentions
ANTI JOIN ops.prints ON print_mentions.print_id = prints.print_id;
