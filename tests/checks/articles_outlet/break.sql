-- On the capture of another outlet.
UPDATE main.captures
SET outlet = 'astanatimes'
WHERE capture_id = 'c5';
