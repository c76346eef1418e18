-- Captures by where their day comes from. One row per basis.
SELECT
    captured_on_basis,
    count(*) AS capture_count,
    CAST(sum(count(*)) OVER () AS BIGINT) AS total_capture_count
FROM main.captures
GROUP BY captured_on_basis
ORDER BY
    capture_count DESC,
    captured_on_basis ASC;
