-- How sure is it that headlines and bodies belong together?
SELECT
    captures.layout,
    appearances.pairing_rule,
    appearances.pairing_confidence,
    count(*) AS appearance_count
FROM main.appearances
INNER JOIN main.captures ON appearances.capture_id = captures.capture_id
GROUP BY ALL
ORDER BY appearances.pairing_confidence ASC, appearance_count DESC;
