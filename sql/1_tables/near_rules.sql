-- By which rules near duplicates are told: set with the first table, so that all pairs kept are of one rule. One row.
CREATE TABLE IF NOT EXISTS ops.near_rules (
    most_articles INTEGER NOT NULL,
    least_sampled_share DOUBLE NOT NULL,
    least_shingle_count INTEGER NOT NULL,
    least_containment DOUBLE NOT NULL
);

-- Other numbers need a new SCHEMA_VERSION, so that the warehouse is made anew. tests/benchmarks/near.py measures them.
INSERT INTO ops.near_rules
SELECT
    50 AS most_articles,
    0.1 AS least_sampled_share,
    20 AS least_shingle_count,
    0.5 AS least_containment
WHERE NOT EXISTS (SELECT 1 FROM ops.near_rules);

COMMENT ON TABLE ops.near_rules IS
'By which rules near duplicates are told: set with the first table, so that all pairs kept are of one rule. One row.';
COMMENT ON COLUMN ops.near_rules.most_articles IS
'A shingle that more articles hold leads to no pair: it is a phrase of the trade, and work grows with the square.';
COMMENT ON COLUMN ops.near_rules.least_sampled_share IS
'Two articles are compared whole when they share this much of the smaller sample; the rest may be common phrases.';
COMMENT ON COLUMN ops.near_rules.least_shingle_count IS
'A text of fewer shingles is in no pair: a sentence or two that recur are a quotation.';
COMMENT ON COLUMN ops.near_rules.least_containment IS
'Two articles are a pair from this containment on: half of the smaller text is in the other.';
