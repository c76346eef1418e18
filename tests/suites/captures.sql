-- row_count: A capture is lost.
DELETE FROM captures
WHERE rowid = 0;

-- types_agree: A day became a text.
ALTER TABLE captures ALTER COLUMN captured_from TYPE VARCHAR;

-- types_agree: A column is gone.
ALTER TABLE captures DROP COLUMN captured_until;

-- capture_id_not_null: A capture without an id.
UPDATE captures
SET capture_id = NULL
WHERE rowid = 0;

-- capture_id_is_id: An id in capitals.
UPDATE captures
SET capture_id = upper(capture_id) || 'A'
WHERE rowid = 0;

-- key_unique: A capture twice.
INSERT INTO captures
SELECT *
FROM captures
WHERE rowid = 0;

-- outlet_not_null: No outlet.
UPDATE captures
SET outlet = NULL
WHERE rowid = 0;

-- listing_id_not_null: No listing.
UPDATE captures
SET listing_id = NULL
WHERE rowid = 0;

-- layout_not_null: No layout.
UPDATE captures
SET layout = NULL
WHERE rowid = 0;

-- captured_on_basis_in_set: A basis that the contract does not know.
UPDATE captures
SET captured_on_basis = 'guess'
WHERE rowid = 0;

-- date_has_its_basis: A day without a basis.
UPDATE captures
SET captured_on_basis = 'unknown'
WHERE captured_on IS NOT NULL;

-- date_has_its_basis: A basis without a day.
UPDATE captures
SET captured_on = NULL
WHERE rowid = 0;

-- lines_add_up: A line vanished.
UPDATE captures
SET fact_line_count = fact_line_count - 1
WHERE rowid = 0;

-- ticker_repeats_in_range: Fewer than none.
UPDATE captures
SET ticker_repeats = -1
WHERE rowid = 0;

-- line_count_in_range: No line.
UPDATE captures
SET line_count = 0, fact_line_count = 0, blank_count = 0, ignored_line_count = 0
WHERE rowid = 0;

-- parser_version_not_null: No parser.
UPDATE captures
SET parser_version = NULL
WHERE rowid = 0;

-- no_invalid_bytes: A byte that is none.
UPDATE captures
SET invalid_byte_count = 1
WHERE rowid = 0;

-- layout_is_known: A page of no layout.
UPDATE captures
SET layout = 'unknown'
WHERE rowid = 0;

-- pager_is_consistent: Beyond its total.
UPDATE captures
SET pager_is_consistent = FALSE
WHERE rowid = 0;

-- few_unparsed_lines: A third unparsed.
UPDATE captures
SET unparsed_line_count = fact_line_count // 3, fact_line_count = fact_line_count - fact_line_count // 3
WHERE rowid = 0;

-- no_quarantined_lines: A line is refused.
UPDATE captures
SET quarantined_line_count = 1, fact_line_count = fact_line_count - 1
WHERE rowid = 0;

-- captured_on_not_in_future: The day after tomorrow.
UPDATE captures
SET captured_on = DATE '2025-12-10'
WHERE rowid = 0;
