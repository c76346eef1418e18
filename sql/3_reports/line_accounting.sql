-- What became of every line. One row per capture.
CREATE OR REPLACE VIEW report.line_accounting AS
SELECT
    capture_id,
    outlet,
    layout,
    captured_on,
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
    CAST(sum(line_count) OVER () AS BIGINT) AS total_line_count
FROM main.captures;

COMMENT ON VIEW report.line_accounting IS
'What became of every line. One row per capture.';
COMMENT ON COLUMN report.line_accounting.capture_id IS
'The capture.';
COMMENT ON COLUMN report.line_accounting.outlet IS
'Slug of the news site.';
COMMENT ON COLUMN report.line_accounting.layout IS
'Name of the recognised layout, or ''unknown''.';
COMMENT ON COLUMN report.line_accounting.captured_on IS
'Day of capture; NULL where unknown.';
COMMENT ON COLUMN report.line_accounting.line_count IS
'Lines of the dump.';
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
'Whether the five counts make up line_count; anything but true is a fault of ours.';
COMMENT ON COLUMN report.line_accounting.unparsed_pct IS
'unparsed_line_count over line_count, in per cent; NULL for a dump without lines.';
COMMENT ON COLUMN report.line_accounting.total_unparsed_line_count IS
'Lines no rule knows, over all captures; the same in every row.';
COMMENT ON COLUMN report.line_accounting.total_line_count IS
'Lines of all captures; the same in every row.';
