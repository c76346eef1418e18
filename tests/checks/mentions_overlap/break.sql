-- One character shared.
UPDATE main.mentions
SET char_start = char_start - 1
WHERE version_id = 'v5' AND field = 'headline' AND surface = 'Uzbek';
