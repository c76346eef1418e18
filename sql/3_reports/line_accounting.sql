-- What became of every line. One row per capture, dumps refused whole included.
CREATE OR REPLACE VIEW report.line_accounting AS
WITH refused_dumps AS (
    SELECT
        quarantine.capture_id,
        max(quarantine.line_count) AS line_count
    FROM quality.quarantine
    SEMI JOIN ops.loads ON quarantine.capture_id = loads.capture_id
    ANTI JOIN main.captures ON quarantine.capture_id = captures.capture_id
    WHERE
        quarantine.line_start IS NULL
        AND quarantine.resolved_run_id IS NULL
    GROUP BY quarantine.capture_id
),

dumps AS (
    SELECT
        captures.capture_id,
        captures.outlet,
        captures.layout,
        captures.captured_on,
        FALSE AS is_refused,
        captures.line_count,
        captures.blank_count,
        captures.fact_line_count,
        captures.ignored_line_count,
        captures.quarantined_line_count,
        captures.unparsed_line_count
    FROM main.captures
    UNION ALL
    SELECT
        refused_dumps.capture_id,
        NULL AS outlet,
        NULL AS layout,
        NULL AS captured_on,
        TRUE AS is_refused,
        refused_dumps.line_count,
        0 AS blank_count,
        0 AS fact_line_count,
        0 AS ignored_line_count,
        refused_dumps.line_count AS quarantined_line_count,
        0 AS unparsed_line_count
    FROM refused_dumps
)

SELECT
    capture_id,
    outlet,
    layout,
    captured_on,
    is_refused,
    line_count,
    blank_count,
    fact_line_count,
    ignored_line_count,
    quarantined_line_count,
    unparsed_line_count,
    line_count
    = blank_count + fact_line_count + ignored_line_count + quarantined_line_count + unparsed_line_count
        AS is_balanced,
    100 * unparsed_line_count / nullif(line_count, 0) AS unparsed_pct,
    CAST(sum(unparsed_line_count) OVER () AS BIGINT) AS total_unparsed_line_count,
    CAST(sum(quarantined_line_count) OVER () AS BIGINT) AS total_quarantined_line_count,
    CAST(sum(line_count) OVER () AS BIGINT) AS total_line_count
FROM dumps;

COMMENT ON VIEW report.line_accounting IS
'What became of every line. One row per capture, dumps refused whole included.';
COMMENT ON COLUMN report.line_accounting.capture_id IS
'The capture.';
COMMENT ON COLUMN report.line_accounting.outlet IS
'Slug of the news site.';
COMMENT ON COLUMN report.line_accounting.layout IS
'Name of the recognised layout, or ''unknown''.';
COMMENT ON COLUMN report.line_accounting.captured_on IS
'Day of capture; NULL where unknown.';
COMMENT ON COLUMN report.line_accounting.is_refused IS
'Whether the dump is refused whole: all its lines are quarantined, and it has no row in captures.';
COMMENT ON COLUMN report.line_accounting.line_count IS
'Lines of the dump; NULL where it is no text or could not be read.';
COMMENT ON COLUMN report.line_accounting.blank_count IS
'Lines of nothing but white space.';
COMMENT ON COLUMN report.line_accounting.fact_line_count IS
'Lines that became facts.';
COMMENT ON COLUMN report.line_accounting.ignored_line_count IS
'Lines set aside by a named rule.';
COMMENT ON COLUMN report.line_accounting.quarantined_line_count IS
'Lines refused with a reason.';
COMMENT ON COLUMN report.line_accounting.unparsed_line_count IS
'Lines no rule knows.';
COMMENT ON COLUMN report.line_accounting.is_balanced IS
'Whether the five counts make up line_count; false is a fault of ours, NULL is a dump whose lines nobody can count.';
COMMENT ON COLUMN report.line_accounting.unparsed_pct IS
'unparsed_line_count over line_count, in per cent; NULL for a dump without lines.';
COMMENT ON COLUMN report.line_accounting.total_unparsed_line_count IS
'Lines no rule knows, over all captures; the same in every row.';
COMMENT ON COLUMN report.line_accounting.total_quarantined_line_count IS
'Lines refused with a reason, alone or with their dump; the same in every row.';
COMMENT ON COLUMN report.line_accounting.total_line_count IS
'Lines of all captures; the same in every row.';
