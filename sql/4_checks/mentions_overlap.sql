-- Must be empty: names in a field do not overlap; else one word counts twice.
-- Severity: critical. Table: main.mentions. Key: mention_id.
-- Scope: article.
-- When it fires: Steppe's fault, not a dump's: mend flows/mentions/choices.py, then run again.
SELECT
    mention_id,
    version_id,
    field,
    char_start,
    lag(char_end) OVER (
        PARTITION BY version_id, field
        ORDER BY char_start ASC, char_end ASC
    ) AS previous_char_end
FROM main.mentions
QUALIFY char_start < previous_char_end;
