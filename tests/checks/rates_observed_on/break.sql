-- Another day.
UPDATE main.rates
SET observed_on = '2025-07-02'
WHERE capture_id = 'c6';

-- Another basis.
UPDATE main.rates
SET observed_on_basis = 'manifest'
WHERE capture_id = 'c6';

-- A day for an undated capture.
UPDATE main.captures
SET captured_on = NULL
WHERE capture_id = 'c6';
