-- What to distrust, each with what it is a part of and the page that says more. One row per doubt.
SELECT
    'Captures without a day: what only they show is in no series by day' AS doubt,
    'coverage.html#undated' AS page,
    count(*) FILTER (WHERE captured_on IS NULL) AS part_count,
    count(*) AS of_count,
    'capture' AS noun
FROM main.captures
UNION ALL
SELECT
    'Captures of a day after that of the run: in no series by day, and never the latest' AS doubt,
    'coverage.html' AS page,
    count(*) FILTER (WHERE captured_on > (SELECT last_possible_day.last_possible_on FROM ops.last_possible_day))
        AS part_count,
    count(*) AS of_count,
    'capture' AS noun
FROM main.captures
UNION ALL
SELECT
    'Articles that the site cut even in their longest text: names further down are missing' AS doubt,
    'articles.html#latest' AS page,
    count(*) FILTER (WHERE is_truncated) AS part_count,
    count(*) AS of_count,
    'article' AS noun
FROM report.articles_latest
UNION ALL
SELECT
    'Titles paired with a text by a rule that is less than sure' AS doubt,
    'quality.html#failed' AS page,
    count(*) FILTER (WHERE pairing_confidence < 0.6) AS part_count,
    count(*) AS of_count,
    'appearance' AS noun
FROM main.appearances
UNION ALL
SELECT
    'Names that could be several and are left undecided' AS doubt,
    'names.html#discovered' AS page,
    count(*) FILTER (WHERE entity_id IS NULL) AS part_count,
    count(*) AS of_count,
    'mention' AS noun
FROM main.mentions
UNION ALL
SELECT
    'Latest rates that are printed with fewer than three digits: a move of a per cent cannot show' AS doubt,
    'rates.html' AS page,
    count(*) FILTER (WHERE relative_error > 0.005) AS part_count,
    count(*) AS of_count,
    'pair' AS noun
FROM report.rates_latest
UNION ALL
SELECT
    'Days between two observations of a pair that are too far apart to carry a rate' AS doubt,
    'rates.html' AS page,
    count(*) FILTER (WHERE rate IS NULL) AS part_count,
    count(*) AS of_count,
    'day of a pair' AS noun
FROM report.rates_daily
UNION ALL
SELECT
    'Lines that no rule knows: kept for a person to read' AS doubt,
    'quality.html#lines' AS page,
    CAST(coalesce(sum(unparsed_line_count), 0) AS BIGINT) AS part_count,
    CAST(coalesce(sum(line_count), 0) AS BIGINT) AS of_count,
    'line' AS noun
FROM report.line_accounting
UNION ALL
SELECT
    'Checks that failed in the run that made the release' AS doubt,
    'quality.html#failed' AS page,
    count(DISTINCT suite || '/' || check_name) FILTER (WHERE NOT is_success) AS part_count,
    count(DISTINCT suite || '/' || check_name) AS of_count,
    'check' AS noun
FROM quality.check_results
WHERE run_id = getvariable('run_id');
