-- A day without a basis.
UPDATE main.captures
SET captured_on_basis = 'unknown'
WHERE capture_id = 'c1';

-- A basis without a day.
UPDATE main.captures
SET captured_on = NULL
WHERE capture_id = 'c2';

-- A basis that the contract does not know.
UPDATE main.captures
SET captured_on_basis = 'guess'
WHERE capture_id = 'c1';
