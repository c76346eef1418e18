-- Must be empty: a rule tells once how many lines of a capture it set aside.
-- Severity: critical. Table: quality.ignored_lines. Key: capture_id, rule.
-- When it fires: Steppe's fault, not a dump's: mend _ignored in flows/parsing/parse.py, then run again.
SELECT
    capture_id,
    rule,
    count(*) AS row_count
FROM quality.ignored_lines
GROUP BY
    capture_id,
    rule
HAVING
    count(*) > 1
    OR capture_id IS NULL
    OR rule IS NULL;
