-- Records of another schema.
UPDATE ops.passed_records
SET rule = 'refused'
WHERE rule = 'no_page';
