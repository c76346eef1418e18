-- Must be empty: near duplicates are articles that the warehouse holds.
-- Severity: critical. Table: ops.near_pairs. Key: first_article_id, second_article_id.
-- References: first_article_id to main.articles; second_article_id to main.articles.
-- When it fires: Steppe's fault, not a dump's: mend compare in flows/warehouse/near.py, which drops the pairs of
--   articles that are gone, then `steppe rebuild`.
SELECT
    near_pairs.first_article_id,
    near_pairs.second_article_id
FROM ops.near_pairs
LEFT JOIN main.articles AS firsts ON near_pairs.first_article_id = firsts.article_id
LEFT JOIN main.articles AS seconds ON near_pairs.second_article_id = seconds.article_id
WHERE
    firsts.article_id IS NULL
    OR seconds.article_id IS NULL;
