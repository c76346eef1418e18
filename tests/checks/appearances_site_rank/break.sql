-- A rank that is off by one.
UPDATE main.appearances
SET site_rank = 8
WHERE capture_id = 'c2';

-- No rank, though the pager is consistent.
UPDATE main.appearances
SET site_rank = NULL
WHERE capture_id = 'c2';

-- A rank out of an inconsistent pager.
UPDATE main.appearances
SET site_rank = 1645
WHERE capture_id = 'c4';

-- A rank without a pager.
UPDATE main.appearances
SET site_rank = 1
WHERE capture_id = 'c3' AND position = 1;
