-- A row twice.
INSERT INTO quality.scorecard
SELECT *
FROM quality.scorecard
LIMIT 1;

-- A row without gold_set.
ALTER TABLE quality.scorecard ALTER COLUMN gold_set DROP NOT NULL;
INSERT INTO quality.scorecard
SELECT * REPLACE (NULL AS gold_set)
FROM quality.scorecard
LIMIT 1;

-- A row without gazetteer_version.
ALTER TABLE quality.scorecard ALTER COLUMN gazetteer_version DROP NOT NULL;
INSERT INTO quality.scorecard
SELECT * REPLACE (NULL AS gazetteer_version)
FROM quality.scorecard
LIMIT 1;

-- A row without mode.
ALTER TABLE quality.scorecard ALTER COLUMN mode DROP NOT NULL;
INSERT INTO quality.scorecard
SELECT * REPLACE (NULL AS mode)
FROM quality.scorecard
LIMIT 1;

-- A row without measure.
ALTER TABLE quality.scorecard ALTER COLUMN measure DROP NOT NULL;
INSERT INTO quality.scorecard
SELECT * REPLACE (NULL AS measure)
FROM quality.scorecard
LIMIT 1;

-- A row without entity_type.
ALTER TABLE quality.scorecard ALTER COLUMN entity_type DROP NOT NULL;
INSERT INTO quality.scorecard
SELECT * REPLACE (NULL AS entity_type)
FROM quality.scorecard
LIMIT 1;
