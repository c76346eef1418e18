-- Exchange rates as printed. One row per capture and pair.
CREATE TABLE IF NOT EXISTS main.rates (
    capture_id VARCHAR NOT NULL,
    base_currency VARCHAR NOT NULL,
    quote_currency VARCHAR NOT NULL,
    rate DECIMAL(38, 12) NOT NULL,
    rate_text VARCHAR NOT NULL,
    scale INTEGER NOT NULL,
    rate_low DECIMAL(38, 12) NOT NULL,
    rate_high DECIMAL(38, 12) NOT NULL,
    change_pct DECIMAL(9, 4),
    change_text VARCHAR,
    change_sign INTEGER,
    observed_on DATE,
    observed_on_basis VARCHAR NOT NULL,
    repeat_count INTEGER NOT NULL,
    line_number INTEGER NOT NULL
);

COMMENT ON TABLE main.rates IS
'Exchange rates as printed. One row per capture and pair.';
COMMENT ON COLUMN main.rates.capture_id IS
'The capture that prints it.';
COMMENT ON COLUMN main.rates.base_currency IS
'ISO 4217 code of the unit that is priced.';
COMMENT ON COLUMN main.rates.quote_currency IS
'ISO 4217 code of the currency of the price.';
COMMENT ON COLUMN main.rates.rate IS
'Quote units for one base unit, as printed.';
COMMENT ON COLUMN main.rates.rate_text IS
'The rate verbatim.';
COMMENT ON COLUMN main.rates.scale IS
'Printed decimals.';
COMMENT ON COLUMN main.rates.rate_low IS
'Rate less half a unit in the last printed place.';
COMMENT ON COLUMN main.rates.rate_high IS
'Rate plus half a unit in the last printed place.';
COMMENT ON COLUMN main.rates.change_pct IS
'Printed change in per cent; NULL where none is printed.';
COMMENT ON COLUMN main.rates.change_text IS
'The change as printed, a minus of any shape as ''-''.';
COMMENT ON COLUMN main.rates.change_sign IS
'-1, 0 or 1; ''-0%'' is -1: it fell by less than it shows.';
COMMENT ON COLUMN main.rates.observed_on IS
'Day of the capture; NULL where unknown.';
COMMENT ON COLUMN main.rates.observed_on_basis IS
'Basis of observed_on: that of the capture.';
COMMENT ON COLUMN main.rates.repeat_count IS
'How often the capture prints the pair.';
COMMENT ON COLUMN main.rates.line_number IS
'First line that prints it.';
