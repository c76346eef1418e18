-- Mentions held against gold labels, as last scored (LENIENT). One row per gold set and entity type.
SELECT
    gold_set,
    entity_type,
    right_count,
    found_count,
    gold_count,
    precision,
    recall,
    f1,
    scored_at,
    gazetteer_version,
    gazetteer_version = getvariable('gazetteer_version') AS is_current
FROM quality.scorecard
WHERE
    mode = 'LENIENT'
    AND measure = CASE WHEN entity_type = 'ALL' THEN 'linked+type' ELSE 'linked' END
QUALIFY scored_at = max(scored_at) OVER (PARTITION BY gold_set)
ORDER BY
    gold_set ASC,
    entity_type = 'ALL' DESC,
    entity_type ASC;
