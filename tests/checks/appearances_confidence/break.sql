-- No pairing of a layout is sure.
UPDATE main.appearances
SET pairing_confidence = 0.4
WHERE capture_id = 'c3';
