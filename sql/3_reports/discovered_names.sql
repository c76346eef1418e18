-- Names that no gazetteer holds, with a sentence to judge them by. One row per discovered entity or undecided name.
CREATE OR REPLACE VIEW report.discovered_names AS
-- Few mentions are discovered: these are found before anything is joined to the texts.
WITH found_mentions AS (
    SELECT
        mentions.entity_id,
        entities.canonical_name AS name,
        entities.entity_type,
        mentions.version_id,
        mentions.surface,
        mentions.field,
        mentions.char_start,
        mentions.char_end
    FROM main.mentions
    INNER JOIN main.entities ON mentions.entity_id = entities.entity_id
    WHERE entities.origin = 'discovered'
    UNION ALL
    SELECT
        mentions.entity_id,
        coalesce(entities.canonical_name, mentions.surface) AS name,
        coalesce(entities.entity_type, mentions.entity_type) AS entity_type,
        mentions.version_id,
        mentions.surface,
        mentions.field,
        mentions.char_start,
        mentions.char_end
    FROM main.mentions
    LEFT JOIN main.entities ON mentions.entity_id = entities.entity_id
    WHERE mentions.form = 'discovered' AND entities.origin IS DISTINCT FROM 'discovered'
),

discovered_mentions AS (
    SELECT
        found_mentions.entity_id,
        found_mentions.name,
        found_mentions.entity_type,
        latest_texts.article_id,
        latest_texts.first_captured_on,
        {
            'version_id': latest_texts.version_id,
            'surface': found_mentions.surface,
            'field': found_mentions.field,
            'char_start': found_mentions.char_start,
            'char_end': found_mentions.char_end
        } AS mention
    FROM ops.latest_texts
    INNER JOIN found_mentions ON latest_texts.version_id = found_mentions.version_id
),

discovered_counts AS (
    SELECT
        discovered_mentions.entity_id,
        discovered_mentions.name,
        discovered_mentions.entity_type,
        count(*) AS mention_count,
        count(DISTINCT discovered_mentions.article_id) AS article_count,
        count(DISTINCT discovered_mentions.article_id) FILTER (WHERE discovered_mentions.first_captured_on IS NULL)
            AS undated_count,
        first(
            discovered_mentions.mention
            ORDER BY
                discovered_mentions.first_captured_on ASC NULLS LAST,
                discovered_mentions.article_id ASC,
                discovered_mentions.mention.field ASC,
                discovered_mentions.mention.char_start ASC
        ) AS sample
    FROM discovered_mentions
    GROUP BY
        discovered_mentions.entity_id,
        discovered_mentions.name,
        discovered_mentions.entity_type
),

sample_texts AS (
    SELECT
        discovered_counts.entity_id,
        discovered_counts.name,
        discovered_counts.entity_type,
        discovered_counts.mention_count,
        discovered_counts.article_count,
        discovered_counts.undated_count,
        article_versions.article_id,
        discovered_counts.sample.surface,
        CASE
            WHEN discovered_counts.sample.field = 'headline' THEN article_versions.headline
            ELSE article_versions.body
        END AS field_text,
        substr(field_text, 1, discovered_counts.sample.char_start) AS text_before,
        substr(field_text, discovered_counts.sample.char_end + 1) AS text_after
    FROM discovered_counts
    INNER JOIN main.article_versions ON discovered_counts.sample.version_id = article_versions.version_id
),

article_totals AS (
    SELECT count(*) AS total_article_count
    FROM main.articles
)

-- A sentence ends at a line's end, or at a stop behind three characters with no dot among them: not at "U.S." or "Mr.".
-- The three may be the last of the name itself, so these go in front of the text that follows it, and out again.
SELECT
    sample_texts.entity_id,
    sample_texts.name,
    sample_texts.entity_type,
    sample_texts.mention_count,
    sample_texts.article_count,
    article_totals.total_article_count,
    sample_texts.undated_count,
    sample_texts.article_id AS sample_article_id,
    trim(
        regexp_replace(sample_texts.text_before, '(?s)^.*(\n|[^\s.]{3}[.!?]["”’)]*\s)', '')
        || sample_texts.surface
        || substr(
            regexp_extract(
                right(sample_texts.surface, 3) || sample_texts.text_after,
                '(?s)^.*?([^\s.]{3}[.!?]["”’)]*(\s|$)|\n|$)'
            ),
            length(right(sample_texts.surface, 3)) + 1
        ),
        E' \n'
    ) AS sample_sentence,
    sample_texts.surface AS sample_surface
FROM sample_texts
CROSS JOIN article_totals;

COMMENT ON VIEW report.discovered_names IS
'Names that no gazetteer holds, with a sentence to judge them by. One row per discovered entity or undecided name.';
COMMENT ON COLUMN report.discovered_names.entity_id IS
'The entity; NULL for a discovered name that is undecided.';
COMMENT ON COLUMN report.discovered_names.name IS
'Canonical name of the entity; without one, the name as printed.';
COMMENT ON COLUMN report.discovered_names.entity_type IS
'Type of the entity; without one, of the mention.';
COMMENT ON COLUMN report.discovered_names.mention_count IS
'Mentions in the latest texts of articles.';
COMMENT ON COLUMN report.discovered_names.article_count IS
'Articles whose latest text mentions it, undated ones included: sort by it.';
COMMENT ON COLUMN report.discovered_names.total_article_count IS
'Articles of the warehouse; the same in every row.';
COMMENT ON COLUMN report.discovered_names.undated_count IS
'Of article_count, articles whose every capture is undated.';
COMMENT ON COLUMN report.discovered_names.sample_article_id IS
'The article of the sample: the first that mentions it, by day, undated ones behind, then by article_id.';
COMMENT ON COLUMN report.discovered_names.sample_sentence IS
'The sentence of the first mention in that article, body before headline.';
COMMENT ON COLUMN report.discovered_names.sample_surface IS
'The name as that sentence prints it.';
