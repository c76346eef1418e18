-- Above.
UPDATE main.rates
SET rate = 0.021
WHERE capture_id = 'c6';

-- Below.
UPDATE main.rates
SET rate = 0.00019
WHERE capture_id = 'c6';

-- Above, seen from the dollar.
UPDATE main.rates
SET rate = 20001
WHERE capture_id = 'c4' AND base_currency = 'USD';
