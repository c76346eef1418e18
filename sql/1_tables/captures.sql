-- Raw page dumps. One row per distinct dump, by its bytes.
CREATE TABLE IF NOT EXISTS main.captures (
    capture_id VARCHAR NOT NULL,
    outlet VARCHAR NOT NULL,
    page_url VARCHAR,
    listing_id VARCHAR NOT NULL,
    page_number INTEGER,
    layout VARCHAR NOT NULL,
    captured_on DATE,
    captured_on_basis VARCHAR NOT NULL,
    captured_from DATE,
    captured_until DATE,
    pager_first INTEGER,
    pager_last INTEGER,
    pager_total INTEGER,
    pager_is_consistent BOOLEAN,
    ticker_repeats INTEGER NOT NULL,
    byte_count INTEGER NOT NULL,
    line_count INTEGER NOT NULL,
    blank_count INTEGER NOT NULL,
    fact_line_count INTEGER NOT NULL,
    ignored_line_count INTEGER NOT NULL,
    quarantined_line_count INTEGER NOT NULL,
    unparsed_line_count INTEGER NOT NULL,
    invalid_byte_count INTEGER NOT NULL,
    parser_version VARCHAR NOT NULL
);

COMMENT ON TABLE main.captures IS
'Raw page dumps. One row per distinct dump, by its bytes.';
COMMENT ON COLUMN main.captures.capture_id IS
'First 16 hex digits of the SHA-256 of the decompressed bytes.';
COMMENT ON COLUMN main.captures.outlet IS
'Slug of the news site, from the manifest, else from page_url, else the default outlet.';
COMMENT ON COLUMN main.captures.page_url IS
'Address of the page, from the manifest; NULL where nobody recorded it.';
COMMENT ON COLUMN main.captures.listing_id IS
'page_url without its page number; without a URL, the capture_id.';
COMMENT ON COLUMN main.captures.page_number IS
'The page number in page_url; NULL where it holds none.';
COMMENT ON COLUMN main.captures.layout IS
'Name of the recognised layout, or ''unknown''.';
COMMENT ON COLUMN main.captures.captured_on IS
'Day of capture; NULL where nothing gives it. Never an article''s date.';
COMMENT ON COLUMN main.captures.captured_on_basis IS
'Where captured_on comes from: ''page'', ''archive'', ''manifest'' or ''unknown'', in this precedence.';
COMMENT ON COLUMN main.captures.captured_from IS
'First day of the range that archive or manifest give; never inferred.';
COMMENT ON COLUMN main.captures.captured_until IS
'Last day of that range.';
COMMENT ON COLUMN main.captures.pager_first IS
'A of ''Viewing results A - B of T''.';
COMMENT ON COLUMN main.captures.pager_last IS
'B of the pager; the site prints A + 5 even on its last page.';
COMMENT ON COLUMN main.captures.pager_total IS
'T of the pager.';
COMMENT ON COLUMN main.captures.pager_is_consistent IS
'Whether 1 <= first <= last, first <= total and the URL''s page number does not contradict; NULL without a pager.';
COMMENT ON COLUMN main.captures.ticker_repeats IS
'How often the ticker block is printed; 0 = no ticker.';
COMMENT ON COLUMN main.captures.byte_count IS
'Bytes of the dump, decompressed.';
COMMENT ON COLUMN main.captures.line_count IS
'Lines (ended by LF or CRLF) of the dump: the sum of the five counts that follow.';
COMMENT ON COLUMN main.captures.blank_count IS
'Lines of nothing but white space.';
COMMENT ON COLUMN main.captures.fact_line_count IS
'Lines that became facts.';
COMMENT ON COLUMN main.captures.ignored_line_count IS
'Lines set aside by a named rule; see quality.ignored_lines.';
COMMENT ON COLUMN main.captures.quarantined_line_count IS
'Lines refused with a reason; see quality.quarantine.';
COMMENT ON COLUMN main.captures.unparsed_line_count IS
'Lines no rule knows; see quality.unparsed_lines.';
COMMENT ON COLUMN main.captures.invalid_byte_count IS
'Replacement characters that decoding put in for invalid bytes.';
COMMENT ON COLUMN main.captures.parser_version IS
'Content version of the parsing code with its seeds.';
