-- Articles whose texts share most of the smaller one: reprints, rewrites, parts. One row per pair of articles.
CREATE OR REPLACE VIEW report.near_duplicates AS
SELECT
    near_pairs.first_article_id,
    near_pairs.second_article_id,
    firsts.headline AS first_headline,
    seconds.headline AS second_headline,
    near_pairs.shared_shingle_count
    / least(near_pairs.first_shingle_count, near_pairs.second_shingle_count) AS containment,
    near_pairs.shared_shingle_count / (
        near_pairs.first_shingle_count + near_pairs.second_shingle_count - near_pairs.shared_shingle_count
    ) AS jaccard,
    near_pairs.shared_shingle_count,
    near_pairs.first_shingle_count,
    near_pairs.second_shingle_count,
    firsts.first_captured_on AS first_seen_on,
    seconds.first_captured_on AS second_seen_on,
    CAST(abs(seconds.first_captured_on - firsts.first_captured_on) AS INTEGER) AS window_days,
    CAST(firsts.first_captured_on IS NULL AS INTEGER)
    + CAST(seconds.first_captured_on IS NULL AS INTEGER) AS undated_count
FROM ops.near_pairs
INNER JOIN main.articles AS firsts ON near_pairs.first_article_id = firsts.article_id
INNER JOIN main.articles AS seconds ON near_pairs.second_article_id = seconds.article_id;

COMMENT ON VIEW report.near_duplicates IS
'Articles whose texts share most of the smaller one: reprints, rewrites, parts. One row per pair of articles.';
COMMENT ON COLUMN report.near_duplicates.first_article_id IS
'The article whose id sorts first; each counts by the longest text of its latest edition.';
COMMENT ON COLUMN report.near_duplicates.second_article_id IS
'The other article.';
COMMENT ON COLUMN report.near_duplicates.first_headline IS
'Headline of the first, as last printed.';
COMMENT ON COLUMN report.near_duplicates.second_headline IS
'Headline of the second, as last printed.';
COMMENT ON COLUMN report.near_duplicates.containment IS
'Share of the smaller text''s shingles that stand in the other; 0.5 or more (ops.near_rules).';
COMMENT ON COLUMN report.near_duplicates.jaccard IS
'Shared shingles over those of both texts together: 1 for the same text, little for a brief in a long one.';
COMMENT ON COLUMN report.near_duplicates.shared_shingle_count IS
'Distinct shingles (five consecutive words, without case and punctuation) that stand in both texts.';
COMMENT ON COLUMN report.near_duplicates.first_shingle_count IS
'Distinct shingles of the first text.';
COMMENT ON COLUMN report.near_duplicates.second_shingle_count IS
'Distinct shingles of the second text.';
COMMENT ON COLUMN report.near_duplicates.first_seen_on IS
'Day the first was first seen; NULL when every capture of it is undated.';
COMMENT ON COLUMN report.near_duplicates.second_seen_on IS
'Day the second was first seen; NULL when every capture of it is undated.';
COMMENT ON COLUMN report.near_duplicates.window_days IS
'Days between the two, whichever came first; NULL when one is undated.';
COMMENT ON COLUMN report.near_duplicates.undated_count IS
'How many of the two are undated: 0, 1 or 2.';
