-- Must be empty: an exact text has appeared somewhere; orphans go.
-- Severity: warning. Table: ops.prints.
SELECT
    prints.print_id,
    prints.article_id
FROM ops.prints
ANTI JOIN main.appearances ON prints.print_id = appearances.print_id;
