-- Records of another schema.
UPDATE ops.passed_records
SET rule = 'malformed'
WHERE rule = 'no_page';
