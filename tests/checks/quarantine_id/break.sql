-- An id over something else.
UPDATE quality.quarantine
SET quarantine_id = 'q1'
WHERE capture_id = 'c9';

-- Another record.
UPDATE quality.quarantine
SET record_key = 'KZT/USD'
WHERE record_key = 'KGS/USD';
