-- Must be empty: an article came in a run that the log holds.
-- Severity: critical. Table: ops.known_articles. Key: article_id.
-- References: first_run_id to ops.runs.
-- When it fires: Steppe's fault, not a dump's: mend recompute in flows/warehouse/load.py, or carry in
--   flows/warehouse/ledger.py.
SELECT
    known_articles.article_id,
    known_articles.first_run_id
FROM ops.known_articles
ANTI JOIN ops.runs ON known_articles.first_run_id = runs.run_id;
