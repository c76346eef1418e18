-- A row of no verdict.
DELETE FROM quality.check_results
WHERE run_id = 'r1' AND batch_id = 'b1' AND suite = 'rates';

-- A row of a check that held.
UPDATE quality.check_results
SET is_success = TRUE
WHERE run_id = 'r1' AND batch_id = 'b1' AND suite = 'rates';
