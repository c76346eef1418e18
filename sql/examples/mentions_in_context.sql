-- In which words is a name mentioned, and where in the text?
SELECT
    entities.canonical_name,
    mentions.surface,
    mentions.rule,
    mentions.confidence,
    substr(article_versions.body, greatest(1, mentions.char_start - 39), mentions.char_end - mentions.char_start + 80)
        AS context
FROM main.mentions
INNER JOIN main.article_versions ON mentions.version_id = article_versions.version_id
INNER JOIN main.entities ON mentions.entity_id = entities.entity_id
WHERE mentions.field = 'body'
ORDER BY entities.canonical_name, mentions.mention_id
LIMIT 50;
