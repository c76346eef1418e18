-- A pair is gone for good.
DELETE FROM main.rates
WHERE capture_id <> 'c1' AND base_currency = 'KZT';

-- No ticker at all between two.
DELETE FROM main.rates
WHERE capture_id = 'c2';
