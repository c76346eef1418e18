-- Must be empty: a page was not captured after the day it was loaded; one day is allowed for time zones.
-- Severity: warning. Table: main.captures. Key: capture_id.
-- When it fires: Look at the page's date and at this machine's clock. A misprint stays as printed, and counts as
--   undated in views until that day (ops.last_possible_day); leave the dump out, or load it again without its date
--   line and with its day in the manifest.
SELECT
    captures.capture_id,
    captures.captured_on,
    captures.captured_on_basis,
    CAST(loads.recorded_at AS DATE) AS loaded_on
FROM main.captures
INNER JOIN ops.loads ON captures.capture_id = loads.capture_id
WHERE captures.captured_on > CAST(loads.recorded_at AS DATE) + 1;
