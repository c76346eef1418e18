-- Must be empty: most pairings of a layout are sure; else its rules do not fit it.
-- Severity: warning. Table: main.appearances. Key: outlet, layout.
-- When it fires: `steppe explain` a dump of the layout; add a rule to flows/parsing/grammar.py or its phrases
--   to seeds/phrases.csv. Until then, filter by pairing_confidence.
SELECT
    captures.outlet,
    captures.layout,
    count(*) AS appearance_count,
    count(*) FILTER (WHERE appearances.pairing_confidence < 0.6) AS low_count
FROM main.appearances
INNER JOIN main.captures ON appearances.capture_id = captures.capture_id
GROUP BY
    captures.outlet,
    captures.layout
HAVING low_count > 0.5 * appearance_count;
