-- Must be empty: every quarantined line is kept with its reason.
-- Severity: critical. Table: main.captures. Key: capture_id.
-- When it fires: Steppe's fault, not a dump's: mend _quarantine in flows/warehouse/load.py, then run again.
WITH quarantined_lines AS (
    SELECT DISTINCT
        quarantine.capture_id,
        unnest(generate_series(quarantine.line_start, quarantine.line_end)) AS line_number
    FROM quality.quarantine
    WHERE
        quarantine.line_start IS NOT NULL
        AND quarantine.resolved_run_id IS NULL
),

quarantined_counts AS (
    SELECT
        quarantined_lines.capture_id,
        count(*) AS line_count
    FROM quarantined_lines
    GROUP BY quarantined_lines.capture_id
)

SELECT
    captures.capture_id,
    captures.quarantined_line_count,
    coalesce(quarantined_counts.line_count, 0) AS kept_line_count
FROM main.captures
LEFT JOIN quarantined_counts ON captures.capture_id = quarantined_counts.capture_id
WHERE captures.quarantined_line_count <> kept_line_count;
