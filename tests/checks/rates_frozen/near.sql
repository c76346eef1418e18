-- One pair moves.
DELETE FROM main.rates
WHERE base_currency <> 'KZT';
UPDATE main.rates
SET rate_text = '0.00197'
WHERE capture_id <> 'c4';

-- Pairs of one digit stand still.
DELETE FROM main.rates
WHERE base_currency <> 'KZT';
UPDATE main.rates
SET rate_text = '0.00008';
