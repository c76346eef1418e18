-- Upside down.
UPDATE main.currencies
SET plausible_low = 0.07
WHERE currency_code = 'KGS';

-- Half a band.
UPDATE main.currencies
SET plausible_high = NULL
WHERE currency_code = 'KGS';

-- From nought.
UPDATE main.currencies
SET plausible_low = 0
WHERE currency_code = 'KGS';
