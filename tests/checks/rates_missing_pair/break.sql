-- A pair is left out once.
DELETE FROM main.rates
WHERE capture_id = 'c2' AND base_currency = 'KZT';

-- A pair is left out twice.
DELETE FROM main.rates
WHERE capture_id IN ('c2', 'c4') AND base_currency = 'KZT';
