-- Up by a quarter in five days.
UPDATE main.rates
SET rate = 0.00247, rate_low = 0.002465, rate_high = 0.002475
WHERE capture_id = 'c2' AND base_currency = 'KZT';

-- Up by a quarter in fourteen days to the day.
UPDATE main.rates
SET observed_on = '2025-05-06'
WHERE capture_id = 'c1';
UPDATE main.rates
SET rate = 0.00247, rate_low = 0.002465, rate_high = 0.002475
WHERE capture_id = 'c2' AND base_currency = 'KZT';

-- Down by a quarter in five days.
UPDATE main.rates
SET rate = 0.00147, rate_low = 0.001465, rate_high = 0.001475
WHERE capture_id = 'c2' AND base_currency = 'KZT';
