-- Behind the last line.
UPDATE main.rates
SET line_number = 41
WHERE capture_id = 'c6';

-- Before the first line.
UPDATE main.rates
SET line_number = 0
WHERE capture_id = 'c6';

-- More repeats than the ticker.
UPDATE main.rates
SET repeat_count = 9
WHERE capture_id = 'c1';

-- A rate without a ticker.
UPDATE main.captures
SET ticker_repeats = 0
WHERE capture_id = 'c6';

-- Never printed.
UPDATE main.rates
SET repeat_count = 0
WHERE capture_id = 'c6';
