-- Must be empty: what the articles made anew change is counted.
-- Severity: critical. Table: ops.entity_changes. Key: article_id.
-- When it fires: Steppe's fault, not a dump's: mend count_changes in flows/warehouse/counts.py, then run again.
SELECT
    entity_changes.article_id,
    entity_changes.change
FROM ops.entity_changes;
