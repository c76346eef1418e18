-- Four of six are undated.
UPDATE main.captures
SET captured_on = NULL, captured_on_basis = 'unknown'
WHERE capture_id IN ('c4', 'c5', 'c6');
