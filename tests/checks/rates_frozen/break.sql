-- Every ticker prints the same.
DELETE FROM main.rates
WHERE base_currency <> 'KZT';
UPDATE main.rates
SET rate_text = '0.00197';
