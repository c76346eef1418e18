-- Currencies. One row per ISO 4217 code.
CREATE TABLE IF NOT EXISTS main.currencies (
    currency_code VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    country_code VARCHAR,
    minor_units INTEGER NOT NULL,
    plausible_low DECIMAL(38, 12),
    plausible_high DECIMAL(38, 12)
);

COMMENT ON TABLE main.currencies IS
'Currencies. One row per ISO 4217 code.';
COMMENT ON COLUMN main.currencies.currency_code IS
'ISO 4217 code.';
COMMENT ON COLUMN main.currencies.name IS
'English name.';
COMMENT ON COLUMN main.currencies.country_code IS
'ISO 3166 alpha-2 code of its country; EU for the euro.';
COMMENT ON COLUMN main.currencies.minor_units IS
'Decimals of its smallest unit.';
COMMENT ON COLUMN main.currencies.plausible_low IS
'Least plausible USD for one unit.';
COMMENT ON COLUMN main.currencies.plausible_high IS
'Most plausible USD for one unit.';
