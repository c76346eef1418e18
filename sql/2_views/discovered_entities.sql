-- Entities that the mentions of the release discovered. One row per entity.
CREATE OR REPLACE VIEW ops.discovered_entities AS
SELECT
    print_mentions.entity_id,
    min(print_mentions.canonical_name) AS canonical_name,
    min(print_mentions.entity_type) AS entity_type,
    'discovered' AS origin
FROM main.article_versions
INNER JOIN ops.print_mentions ON article_versions.print_id = print_mentions.print_id
WHERE print_mentions.canonical_name IS NOT NULL
GROUP BY print_mentions.entity_id;

COMMENT ON VIEW ops.discovered_entities IS
'Entities that the mentions of the release discovered. One row per entity.';
COMMENT ON COLUMN ops.discovered_entities.entity_id IS
'Slug of type and name.';
COMMENT ON COLUMN ops.discovered_entities.canonical_name IS
'The name as it was found; of several spellings the first in code-point order.';
COMMENT ON COLUMN ops.discovered_entities.entity_type IS
'Type that the rule gave it.';
COMMENT ON COLUMN ops.discovered_entities.origin IS
'Always discovered.';
