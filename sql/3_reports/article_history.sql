-- Editions of articles and how they grew. One row per article and edition.
CREATE OR REPLACE VIEW report.article_history AS
WITH edition_appearances AS (
    SELECT
        article_versions.article_id,
        article_versions.edition,
        min(captures.captured_on) AS first_captured_on,
        max(captures.captured_on) AS last_captured_on,
        count(*) AS appearance_count,
        count(*) FILTER (WHERE captures.captured_on IS NULL) AS undated_count,
        count(DISTINCT article_versions.version_id) AS version_count
    FROM main.article_versions
    INNER JOIN main.appearances ON article_versions.version_id = appearances.version_id
    INNER JOIN main.captures ON appearances.capture_id = captures.capture_id
    GROUP BY
        article_versions.article_id,
        article_versions.edition
)

SELECT
    edition_appearances.article_id,
    edition_appearances.edition,
    article_versions.version_id,
    article_versions.headline,
    edition_appearances.first_captured_on,
    edition_appearances.last_captured_on,
    edition_appearances.appearance_count,
    edition_appearances.undated_count,
    edition_appearances.version_count,
    article_versions.is_truncated,
    article_versions.char_count,
    article_versions.char_count - lag(article_versions.char_count) OVER (
        PARTITION BY edition_appearances.article_id
        ORDER BY edition_appearances.edition ASC
    ) AS char_count_change
FROM edition_appearances
INNER JOIN main.article_versions
    ON
        edition_appearances.article_id = article_versions.article_id
        AND edition_appearances.edition = article_versions.edition
WHERE article_versions.is_longest;

COMMENT ON VIEW report.article_history IS
'Editions of articles and how they grew. One row per article and edition.';
COMMENT ON COLUMN report.article_history.article_id IS
'The article.';
COMMENT ON COLUMN report.article_history.edition IS
'Number of the edition, from 1, by earliest capture.';
COMMENT ON COLUMN report.article_history.version_id IS
'Longest text of the edition.';
COMMENT ON COLUMN report.article_history.headline IS
'Headline above that text.';
COMMENT ON COLUMN report.article_history.first_captured_on IS
'Earliest day on which a text of the edition appears; NULL when every capture of it is undated.';
COMMENT ON COLUMN report.article_history.last_captured_on IS
'Latest day on which a text of the edition appears; NULL when every capture of it is undated.';
COMMENT ON COLUMN report.article_history.appearance_count IS
'Appearances of any text of the edition, undated ones included.';
COMMENT ON COLUMN report.article_history.undated_count IS
'Of these, appearances on undated captures.';
COMMENT ON COLUMN report.article_history.version_count IS
'Texts of the edition: the longest with its truncations.';
COMMENT ON COLUMN report.article_history.is_truncated IS
'Whether the site cut even the longest text.';
COMMENT ON COLUMN report.article_history.char_count IS
'Code points of the longest text.';
COMMENT ON COLUMN report.article_history.char_count_change IS
'Code points more than the longest text of the edition before; NULL for the first.';
