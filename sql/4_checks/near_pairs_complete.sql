-- Must be empty: the pairs of an article are all those, and only those, that its text and the others' make.
-- Severity: critical. Table: ops.near_pairs. Key: first_article_id, second_article_id.
-- When it fires: Steppe's fault, not a dump's: mend compare in flows/warehouse/near.py, then `steppe rebuild`.
-- To compare all articles takes as long as to find the pairs: twenty that have shingles answer for all.
WITH some_articles AS (
    SELECT article_shingles.article_id
    FROM ops.article_shingles
    WHERE len(article_shingles.shingles) > 0
    ORDER BY article_shingles.version_id ASC
    LIMIT 20
),

held AS NOT MATERIALIZED (
    SELECT
        article_shingles.article_id,
        len(article_shingles.shingles) AS sampled_count,
        unnest(article_shingles.shingles) AS shingle
    FROM ops.article_shingles
),

asked AS (
    SELECT
        held.article_id,
        held.shingle,
        held.sampled_count
    FROM held
    SEMI JOIN some_articles ON held.article_id = some_articles.article_id
),

rare AS (
    SELECT held.shingle
    FROM held
    SEMI JOIN asked ON held.shingle = asked.shingle
    GROUP BY held.shingle
    HAVING count(*) <= (
        SELECT near_rules.most_articles
        FROM ops.near_rules
    )
),

candidates AS (
    SELECT
        asked.article_id,
        held.article_id AS other_article_id
    FROM asked
    INNER JOIN held ON asked.shingle = held.shingle AND asked.article_id <> held.article_id
    SEMI JOIN rare ON asked.shingle = rare.shingle
    GROUP BY
        asked.article_id,
        held.article_id
    HAVING count(*) >= (
        SELECT near_rules.least_sampled_share
        FROM ops.near_rules
    ) * min(least(asked.sampled_count, held.sampled_count))
),

wanted AS (
    SELECT candidates.article_id
    FROM candidates
    UNION
    SELECT candidates.other_article_id AS article_id
    FROM candidates
),

texts AS (
    SELECT
        article_shingles.article_id,
        regexp_extract_all(prints.plain_body, '[\p{L}\p{N}]+') AS words
    FROM ops.article_shingles
    SEMI JOIN wanted ON article_shingles.article_id = wanted.article_id
    INNER JOIN main.article_versions ON article_shingles.version_id = article_versions.version_id
    INNER JOIN ops.prints ON article_versions.print_id = prints.print_id
),

shingles AS (
    SELECT
        article_id,
        list_distinct(
            list_transform(
                range(1, len(words) - 3),
                LAMBDA place: hash(
                    words[place], words[place + 1], words[place + 2], words[place + 3], words[place + 4]
                )
            )
        ) AS shingles
    FROM texts
),

told AS (
    SELECT DISTINCT
        least(candidates.article_id, candidates.other_article_id) AS first_article_id,
        greatest(candidates.article_id, candidates.other_article_id) AS second_article_id,
        len(list_intersect(ones.shingles, twos.shingles)) AS shared_shingle_count,
        len(ones.shingles) + len(twos.shingles) AS shingle_count
    FROM candidates
    INNER JOIN shingles AS ones ON candidates.article_id = ones.article_id
    INNER JOIN shingles AS twos ON candidates.other_article_id = twos.article_id
    CROSS JOIN ops.near_rules
    WHERE
        least(len(ones.shingles), len(twos.shingles)) >= near_rules.least_shingle_count
        AND shared_shingle_count >= near_rules.least_containment * least(len(ones.shingles), len(twos.shingles))
),

kept AS (
    SELECT
        near_pairs.first_article_id,
        near_pairs.second_article_id,
        near_pairs.shared_shingle_count,
        near_pairs.first_shingle_count + near_pairs.second_shingle_count AS shingle_count
    FROM ops.near_pairs
    WHERE
        near_pairs.first_article_id IN (
            SELECT some_articles.article_id
            FROM some_articles
        )
        OR near_pairs.second_article_id IN (
            SELECT some_articles.article_id
            FROM some_articles
        )
)

SELECT
    coalesce(told.first_article_id, kept.first_article_id) AS first_article_id,
    coalesce(told.second_article_id, kept.second_article_id) AS second_article_id,
    told.shared_shingle_count,
    kept.shared_shingle_count AS kept_shared_shingle_count,
    told.shingle_count,
    kept.shingle_count AS kept_shingle_count
FROM told
FULL JOIN kept ON told.first_article_id = kept.first_article_id AND told.second_article_id = kept.second_article_id
WHERE
    told.shared_shingle_count IS DISTINCT FROM kept.shared_shingle_count
    OR told.shingle_count IS DISTINCT FROM kept.shingle_count;
