-- A start without an end.
UPDATE quality.quarantine
SET line_end = NULL
WHERE line_start = 4;

-- An end without a start.
UPDATE quality.quarantine
SET line_start = NULL
WHERE line_start = 4;

-- Before the first line.
UPDATE quality.quarantine
SET line_start = 0
WHERE line_start = 1;

-- Ends before it starts.
UPDATE quality.quarantine
SET line_end = 3
WHERE line_start = 4;

-- Behind the last line.
UPDATE quality.quarantine
SET line_end = 41
WHERE line_start = 4;

-- A line without its text.
UPDATE quality.quarantine
SET raw_text = NULL
WHERE line_start = 4;

-- Two lines counted as one.
UPDATE quality.quarantine
SET line_count = 1
WHERE quarantine_id = '93f49d5722740696';
