-- Must be empty: at least half of the captures of an outlet have a day; time series of fewer mislead.
-- Severity: warning. Table: main.captures. Key: outlet.
-- When it fires: Give days or ranges in a manifest (captured_on); nothing is guessed. Until then use counts
--   that tell undated_count.
SELECT
    outlet,
    count(*) AS capture_count,
    count(*) FILTER (WHERE captured_on IS NULL) AS undated_count
FROM main.captures
GROUP BY outlet
HAVING undated_count > 0.5 * capture_count;
