-- Rounded.
UPDATE main.rates
SET rate = 0.002
WHERE capture_id = 'c6';

-- A text that is no number.
UPDATE main.rates
SET rate_text = '0,00190'
WHERE capture_id = 'c6';

-- A decimal that was not counted.
UPDATE main.rates
SET scale = 4
WHERE capture_id = 'c6';

-- Too precise.
UPDATE main.rates
SET rate_text = '0.001900000000', scale = 12
WHERE capture_id = 'c6';
