-- row_count: A rate is lost.
DELETE FROM rates
WHERE rowid = 0;

-- types_agree: A decimal became a float.
ALTER TABLE rates ALTER COLUMN rate TYPE DOUBLE;

-- capture_id_not_null: No capture.
UPDATE rates
SET capture_id = NULL
WHERE rowid = 0;

-- key_unique: A pair twice.
INSERT INTO rates
SELECT *
FROM rates
WHERE rowid = 0;

-- base_currency_is_code: A name for a code.
UPDATE rates
SET base_currency = 'Som'
WHERE rowid = 0;

-- quote_currency_is_code: A sign for a code.
UPDATE rates
SET quote_currency = '$'
WHERE rowid = 0;

-- rate_is_positive: A price of nought.
UPDATE rates
SET rate = 0, rate_text = '0.00000'
WHERE rowid = 0;

-- rate_above_rate_low: The low bound is the rate.
UPDATE rates
SET rate_low = rate
WHERE rowid = 0;

-- rate_high_above_rate: The high bound is the rate.
UPDATE rates
SET rate_high = rate
WHERE rowid = 0;

-- scale_in_range: Too precise.
UPDATE rates
SET scale = 12
WHERE rowid = 0;

-- change_sign_in_set: A sign of two.
UPDATE rates
SET change_sign = 2
WHERE rowid = 0;

-- change_sign_agrees_with_text: -0% taken for none.
UPDATE rates
SET change_text = '-0%', change_sign = 0
WHERE rowid = 0;

-- rate_equals_its_text: No rate.
UPDATE rates
SET rate = NULL
WHERE rowid = 0;

-- rate_equals_its_text: Rounded.
UPDATE rates
SET rate = round(rate, 4)
WHERE base_currency = 'KGS' AND rate <> round(rate, 4);

-- repeat_count_in_range: Never printed.
UPDATE rates
SET repeat_count = 0
WHERE rowid = 0;

-- line_number_in_range: Before the first line.
UPDATE rates
SET line_number = 0
WHERE rowid = 0;

-- capture_is_held: A capture that is not there.
UPDATE rates
SET capture_id = 'f' || capture_id[2:]
WHERE rowid = 0;

-- day_is_of_capture: Another day.
UPDATE rates
SET observed_on = observed_on - 1
WHERE rowid = 0;

-- day_is_of_capture: No day.
UPDATE rates
SET observed_on = NULL
WHERE rowid = 0;

-- currencies_are_known: A currency of nowhere.
UPDATE rates
SET base_currency = 'XXQ'
WHERE rowid = 0;

-- rate_is_plausible: A point in the wrong place.
UPDATE rates
SET rate = 10 * rate, rate_low = 10 * rate_low, rate_high = 10 * rate_high, rate_text = CAST(10 * rate AS VARCHAR)
WHERE base_currency = 'KGS';

-- rate_is_plausible: A pair upside down.
UPDATE rates
SET base_currency = 'USD', quote_currency = base_currency
WHERE base_currency = 'KGS';

-- change_is_moderate: A jump of a day.
UPDATE rates
SET change_pct = 30, change_text = '30%', change_sign = 1
WHERE rowid = 0;

-- observed_on_not_in_future: The day after tomorrow.
UPDATE rates
SET observed_on = DATE '2025-12-10'
WHERE rowid = 0;
