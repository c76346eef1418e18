-- Must be empty: a refusal is named by capture, record, lines and reason; so a repeated one is the same.
-- Severity: critical. Table: quality.quarantine. Key: quarantine_id.
-- When it fires: Steppe's fault, not a dump's: mend add_quarantine_ids in flows/parsing/parse.py, then run
--   again.
WITH named_refusals AS (
    SELECT
        quarantine.*,
        concat_ws(
            chr(31),
            quarantine.capture_id,
            coalesce(quarantine.record_key, ''),
            coalesce(CAST(quarantine.line_start AS VARCHAR), ''),
            coalesce(CAST(quarantine.line_end AS VARCHAR), ''),
            quarantine.reason
        ) AS parts
    FROM quality.quarantine
)

SELECT
    quarantine_id,
    capture_id,
    record_key,
    line_start,
    line_end,
    reason
FROM named_refusals
WHERE quarantine_id <> substring(sha256(parts), 1, 16);
