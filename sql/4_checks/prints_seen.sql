-- Must be empty: an exact text has appeared somewhere; orphans go.
-- Severity: warning. Table: ops.prints. Key: print_id.
-- When it fires: Orphans were left by recompute in flows/warehouse/load.py: mend it. They cost space and reach
--   no view.
SELECT
    prints.print_id,
    prints.article_id
FROM ops.prints
ANTI JOIN main.appearances ON prints.print_id = appearances.print_id;
