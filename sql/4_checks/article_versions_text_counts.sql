-- Must be empty: code points and words of a text are counted in its body.
-- Severity: critical. Table: main.article_versions. Key: version_id.
-- Scope: article.
-- When it fires: Steppe's fault, not a dump's: mend _word_count in flows/parsing/identity.py, then run again.
-- White space as Unicode has it: RE2's own \s is ASCII only.
SELECT
    version_id,
    char_count,
    length(body) AS counted_chars,
    word_count,
    length(regexp_extract_all(body, '[^\x09-\x0D\x{85}\pZ]+')) AS counted_words
FROM main.article_versions
WHERE
    char_count <> counted_chars
    OR word_count <> counted_words;
