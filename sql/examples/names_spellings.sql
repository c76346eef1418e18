-- Under how many spellings is an entity listed, and which are printed?
SELECT
    entities.canonical_name,
    count(DISTINCT entity_aliases.alias) AS listed_count,
    list_sort(list(DISTINCT mentions.surface)) AS printed
FROM main.entities
INNER JOIN main.entity_aliases ON entities.entity_id = entity_aliases.entity_id
INNER JOIN main.mentions ON entities.entity_id = mentions.entity_id
GROUP BY entities.entity_id, entities.canonical_name
ORDER BY count(DISTINCT mentions.surface) DESC, entities.canonical_name
LIMIT 20;
