-- Must be empty: a pair shares as much as ops.near_rules asks for, and no more than the smaller text has.
-- Severity: critical. Table: ops.near_pairs. Key: first_article_id, second_article_id.
-- When it fires: Steppe's fault, not a dump's: mend compare in flows/warehouse/near.py, then `steppe rebuild`.
SELECT
    near_pairs.first_article_id,
    near_pairs.second_article_id,
    near_pairs.shared_shingle_count,
    near_pairs.first_shingle_count,
    near_pairs.second_shingle_count
FROM ops.near_pairs
CROSS JOIN ops.near_rules
WHERE
    least(near_pairs.first_shingle_count, near_pairs.second_shingle_count) < near_rules.least_shingle_count
    OR near_pairs.shared_shingle_count
    < near_rules.least_containment * least(near_pairs.first_shingle_count, near_pairs.second_shingle_count)
    OR near_pairs.shared_shingle_count > least(near_pairs.first_shingle_count, near_pairs.second_shingle_count);
