-- Must be empty: a refusal is one row, however many runs repeat it.
-- Severity: critical. Table: quality.quarantine. Key: quarantine_id.
-- When it fires: Steppe's fault, not a dump's: mend _quarantine in flows/warehouse/load.py, then run again.
SELECT
    quarantine_id,
    count(*) AS row_count
FROM quality.quarantine
GROUP BY quarantine_id
HAVING
    count(*) > 1
    OR quarantine_id IS NULL;
