-- Versions of the touched articles, made anew from all their prints. One row per version.
CREATE OR REPLACE VIEW ops.recomputed_versions AS
WITH touched_prints AS (
    SELECT prints.*
    FROM ops.prints
    SEMI JOIN ops.touched_articles ON prints.article_id = touched_articles.article_id
),

shown AS (
    SELECT
        appearances.article_id,
        appearances.version_id,
        appearances.print_id,
        appearances.capture_id,
        appearances.position,
        touched_prints.paragraph_count,
        touched_prints.is_truncated,
        coalesce(captures.captured_on, DATE '9999-12-31') AS seen_on
    FROM main.appearances
    INNER JOIN touched_prints ON appearances.print_id = touched_prints.print_id
    INNER JOIN main.captures ON appearances.capture_id = captures.capture_id
),

versions AS (
    SELECT
        article_id,
        version_id,
        arg_min(print_id, { 'paragraphs': -paragraph_count, 'capture': capture_id, 'place': position }) AS print_id,
        min({ 'day': seen_on, 'capture': capture_id }) AS first_seen,
        bool_or(is_truncated) AS is_truncated
    FROM shown
    GROUP BY
        article_id,
        version_id
),

texts AS (
    SELECT
        versions.article_id,
        versions.version_id,
        prints.plain_body
    FROM versions
    INNER JOIN touched_prints AS prints ON versions.print_id = prints.print_id
),

hosts AS (
    SELECT
        texts.version_id,
        arg_min(longer.version_id, { 'length': -length(longer.plain_body), 'version': longer.version_id }) AS host_id
    FROM texts
    INNER JOIN texts AS longer
        ON texts.article_id = longer.article_id AND starts_with(longer.plain_body, texts.plain_body)
    GROUP BY texts.version_id
),

editions AS (
    SELECT
        hosts.host_id,
        row_number() OVER (
            PARTITION BY versions.article_id
            ORDER BY min(versions.first_seen), hosts.host_id
        ) AS edition
    FROM hosts
    INNER JOIN versions ON hosts.version_id = versions.version_id
    GROUP BY
        versions.article_id,
        hosts.host_id
)

SELECT
    versions.version_id,
    versions.article_id,
    prints.headline,
    prints.body,
    CAST(editions.edition AS INTEGER) AS edition,
    versions.version_id = hosts.host_id AS is_longest,
    versions.is_truncated,
    prints.dateline_place,
    prints.agency,
    prints.byline,
    prints.captions,
    prints.word_count,
    prints.char_count,
    versions.print_id
FROM versions
INNER JOIN hosts ON versions.version_id = hosts.version_id
INNER JOIN editions ON hosts.host_id = editions.host_id
INNER JOIN touched_prints AS prints ON versions.print_id = prints.print_id;

COMMENT ON VIEW ops.recomputed_versions IS
'Versions of the touched articles, made anew from all their prints. One row per version.';
COMMENT ON COLUMN ops.recomputed_versions.version_id IS
'Id over article_id and normalised body.';
COMMENT ON COLUMN ops.recomputed_versions.article_id IS
'The article whose text this is.';
COMMENT ON COLUMN ops.recomputed_versions.headline IS
'Headline above the print that gives the body.';
COMMENT ON COLUMN ops.recomputed_versions.body IS
'Of the prints of this text the one with most paragraphs, then the smallest (capture_id, position).';
COMMENT ON COLUMN ops.recomputed_versions.edition IS
'Number of the edition this text belongs to, from 1, by earliest capture.';
COMMENT ON COLUMN ops.recomputed_versions.is_longest IS
'Whether this is the longest text of its edition.';
COMMENT ON COLUMN ops.recomputed_versions.is_truncated IS
'Whether the site cut the text.';
COMMENT ON COLUMN ops.recomputed_versions.dateline_place IS
'Place of the dateline, as printed.';
COMMENT ON COLUMN ops.recomputed_versions.agency IS
'Agency of the dateline, as printed.';
COMMENT ON COLUMN ops.recomputed_versions.byline IS
'Name in the byline, as printed.';
COMMENT ON COLUMN ops.recomputed_versions.captions IS
'Captions taken out of the text, in order.';
COMMENT ON COLUMN ops.recomputed_versions.word_count IS
'Words of the body.';
COMMENT ON COLUMN ops.recomputed_versions.char_count IS
'Code points of the body.';
COMMENT ON COLUMN ops.recomputed_versions.print_id IS
'The print that gives headline and body; see ops.prints.';
