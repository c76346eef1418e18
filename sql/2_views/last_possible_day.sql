-- The last day that a capture can have: that of the newest run, and one more for time zones. One row.
CREATE OR REPLACE VIEW ops.last_possible_day AS
SELECT coalesce(CAST(max(runs.started_at) AS DATE) + 1, DATE '9999-12-31') AS last_possible_on
FROM ops.runs;

COMMENT ON VIEW ops.last_possible_day IS
'The last day that a capture can have: that of the newest run, and one more for time zones. One row.';
COMMENT ON COLUMN ops.last_possible_day.last_possible_on IS
'Captures of later days are misprints, and count as undated in report views. 9999-12-31 before the first run.';
