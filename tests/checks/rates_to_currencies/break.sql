-- The base is unknown.
DELETE FROM main.currencies
WHERE currency_code = 'TMT';

-- The quote is unknown.
UPDATE main.rates
SET quote_currency = 'USX'
WHERE capture_id = 'c6';
