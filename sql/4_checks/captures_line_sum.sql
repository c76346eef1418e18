-- Must be empty: every line is blank, a fact, ignored, quarantined or unparsed, and only one of these.
-- Severity: critical. Table: main.captures. Key: capture_id.
-- When it fires: Steppe's fault, not a dump's: mend _captures in flows/parsing/parse.py, then run again.
SELECT
    capture_id,
    line_count,
    blank_count + fact_line_count + ignored_line_count + quarantined_line_count + unparsed_line_count AS line_sum
FROM main.captures
WHERE
    line_count <> line_sum
    OR least(blank_count, fact_line_count, ignored_line_count, quarantined_line_count, unparsed_line_count) < 0;
