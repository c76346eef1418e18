-- Records of archives that a rule passes over, by rule and host. One row per rule and host.
WITH hosts AS (
    SELECT
        rule,
        host,
        CAST(sum(record_count) AS BIGINT) AS record_count,
        count(DISTINCT uri) AS archive_count
    FROM ops.passed_records
    GROUP BY
        rule,
        host
)

SELECT
    rule,
    host,
    record_count,
    archive_count,
    CAST((SELECT sum(archives.record_count) FROM ops.archives) AS BIGINT) AS all_record_count,
    count(*) OVER () AS total_count
FROM hosts
ORDER BY
    record_count DESC,
    rule ASC,
    host ASC
LIMIT getvariable('most_rows');
