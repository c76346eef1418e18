-- Beyond its total, yet consistent.
UPDATE main.captures
SET pager_is_consistent = TRUE
WHERE capture_id = 'c4';

-- Within its total without a page number, yet inconsistent.
UPDATE main.captures
SET pager_is_consistent = FALSE
WHERE capture_id = 'c1';

-- Beyond its total with a page number, yet consistent.
UPDATE main.captures
SET pager_first = 13, pager_last = 18
WHERE capture_id = 'c2';

-- No pager, yet consistent.
UPDATE main.captures
SET pager_is_consistent = TRUE
WHERE capture_id = 'c3';

-- A pager of which nobody says whether it is consistent.
UPDATE main.captures
SET pager_is_consistent = NULL
WHERE capture_id = 'c1';

-- A pager without a total.
UPDATE main.captures
SET pager_total = NULL
WHERE capture_id = 'c1';

-- A pager without an end.
UPDATE main.captures
SET pager_last = NULL
WHERE capture_id = 'c1';

-- Beginning at nought, yet consistent.
UPDATE main.captures
SET pager_first = 0
WHERE capture_id = 'c1';

-- Ending before it begins, yet consistent.
UPDATE main.captures
SET pager_first = 3, pager_last = 2
WHERE capture_id = 'c1';
