-- What a release holds: rows and hash sum of each table of main, over the contract's columns. One row per table.
CREATE OR REPLACE VIEW ops.release_fingerprint AS
SELECT
    'appearances' AS table_name,
    count(*) AS row_count,
    CAST(coalesce(sum(hash(
        capture_id,
        position,
        article_id,
        version_id,
        site_rank,
        line_start,
        line_end,
        pairing_rule,
        pairing_confidence
    )), 0) AS HUGEINT) AS hash_sum
FROM main.appearances
UNION ALL
SELECT
    'article_versions' AS table_name,
    count(*) AS row_count,
    CAST(coalesce(sum(hash(
        version_id,
        article_id,
        headline,
        body,
        edition,
        is_longest,
        is_truncated,
        dateline_place,
        agency,
        byline,
        captions,
        word_count,
        char_count
    )), 0) AS HUGEINT) AS hash_sum
FROM main.article_versions
UNION ALL
SELECT
    'articles' AS table_name,
    count(*) AS row_count,
    CAST(coalesce(sum(hash(
        article_id,
        outlet,
        headline,
        genre,
        first_captured_on,
        last_captured_on,
        appearance_count,
        edition_count
    )), 0) AS HUGEINT) AS hash_sum
FROM main.articles
UNION ALL
SELECT
    'calendar' AS table_name,
    count(*) AS row_count,
    CAST(coalesce(sum(hash(
        date,
        year,
        quarter,
        month,
        iso_week,
        weekday,
        is_weekend
    )), 0) AS HUGEINT) AS hash_sum
FROM main.calendar
UNION ALL
SELECT
    'captures' AS table_name,
    count(*) AS row_count,
    CAST(coalesce(sum(hash(
        capture_id,
        outlet,
        page_url,
        listing_id,
        page_number,
        layout,
        captured_on,
        captured_on_basis,
        captured_from,
        captured_until,
        pager_first,
        pager_last,
        pager_total,
        pager_is_consistent,
        ticker_repeats,
        byte_count,
        line_count,
        blank_count,
        fact_line_count,
        ignored_line_count,
        quarantined_line_count,
        unparsed_line_count,
        parser_version
    )), 0) AS HUGEINT) AS hash_sum
FROM main.captures
UNION ALL
SELECT
    'currencies' AS table_name,
    count(*) AS row_count,
    CAST(coalesce(sum(hash(
        currency_code,
        name,
        country_code,
        minor_units,
        plausible_low,
        plausible_high
    )), 0) AS HUGEINT) AS hash_sum
FROM main.currencies
UNION ALL
SELECT
    'entities' AS table_name,
    count(*) AS row_count,
    CAST(coalesce(sum(hash(
        entity_id,
        canonical_name,
        entity_type,
        origin,
        country_code,
        wikidata_id,
        description
    )), 0) AS HUGEINT) AS hash_sum
FROM main.entities
UNION ALL
SELECT
    'entity_aliases' AS table_name,
    count(*) AS row_count,
    CAST(coalesce(sum(hash(
        alias,
        entity_id,
        form,
        is_case_sensitive
    )), 0) AS HUGEINT) AS hash_sum
FROM main.entity_aliases
UNION ALL
SELECT
    'mentions' AS table_name,
    count(*) AS row_count,
    CAST(coalesce(sum(hash(
        mention_id,
        version_id,
        article_id,
        field,
        char_start,
        char_end,
        surface,
        entity_id,
        entity_type,
        form,
        is_metonym,
        rule,
        confidence,
        sentence_number,
        gazetteer_version
    )), 0) AS HUGEINT) AS hash_sum
FROM main.mentions
UNION ALL
SELECT
    'rates' AS table_name,
    count(*) AS row_count,
    CAST(coalesce(sum(hash(
        capture_id,
        base_currency,
        quote_currency,
        rate,
        rate_text,
        scale,
        rate_low,
        rate_high,
        change_pct,
        change_text,
        change_sign,
        observed_on,
        observed_on_basis,
        repeat_count,
        line_number
    )), 0) AS HUGEINT) AS hash_sum
FROM main.rates;

COMMENT ON VIEW ops.release_fingerprint IS
'What a release holds: rows and hash sum of each table of main, over the contract''s columns. One row per table.';
COMMENT ON COLUMN ops.release_fingerprint.table_name IS
'The table.';
COMMENT ON COLUMN ops.release_fingerprint.row_count IS
'Its rows.';
COMMENT ON COLUMN ops.release_fingerprint.hash_sum IS
'Sum of the hashes of its rows.';
