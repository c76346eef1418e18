-- -0% taken for none.
UPDATE main.rates
SET change_sign = 0
WHERE change_text = '-0%';

-- A fall taken for a rise.
UPDATE main.rates
SET change_sign = 1
WHERE change_text = '-0.42%';

-- None taken for a rise.
UPDATE main.rates
SET change_sign = 1
WHERE change_text = '0%';

-- A sign without a change.
UPDATE main.rates
SET change_sign = 0
WHERE change_text IS NULL;

-- A change that is not printed.
UPDATE main.rates
SET change_pct = 0
WHERE change_text IS NULL;

-- A change that is another.
UPDATE main.rates
SET change_pct = 0.42
WHERE change_text = '-0.42%';

-- A change that is no number.
UPDATE main.rates
SET change_text = '-O%', change_pct = NULL
WHERE change_text = '-0%';
