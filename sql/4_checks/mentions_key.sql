-- Must be empty: an occurrence of a name is one row; twice, it is counted twice.
-- Severity: critical. Table: main.mentions.
SELECT
    mention_id,
    count(*) AS row_count
FROM main.mentions
GROUP BY mention_id
HAVING
    count(*) > 1
    OR mention_id IS NULL;
