-- The low bound is the rate.
UPDATE main.rates
SET rate_low = rate
WHERE capture_id = 'c6';

-- A whole unit above.
UPDATE main.rates
SET rate_high = rate + 0.00001
WHERE capture_id = 'c6';
