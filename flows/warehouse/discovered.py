"""The released file -> names that no gazetteer holds."""

from dataclasses import dataclass

import polars as pl

from flows.errors import InputError
from flows.warehouse.places import Places
from flows.warehouse.query import released

NAMES = """
SELECT entity_id, name, entity_type, article_count, total_article_count, mention_count, sample_sentence
FROM report.discovered_names
ORDER BY article_count DESC, mention_count DESC, name, entity_type
LIMIT $most
"""
ENTITY = "SELECT canonical_name, entity_type, origin FROM main.entities WHERE entity_id = $entity_id"
SURFACES = """
SELECT surface
FROM main.mentions
WHERE entity_id = $entity_id AND form = 'discovered'
GROUP BY surface
ORDER BY COUNT(*) DESC, surface
"""


@dataclass(frozen=True)
class Discovered:
    """An entity that mentions discovered: its name, its type, and what was printed for it, the most frequent first."""

    entity_id: str
    canonical_name: str
    entity_type: str
    surfaces: list[str]


def discovered_names(where: Places, most: int) -> pl.DataFrame:
    """Rows of report.discovered_names, those of most articles first."""
    with released(where) as connection:
        return connection.sql(NAMES, params={"most": most}).pl()


def discovered_entity(where: Places, entity_id: str) -> Discovered:
    """The discovered entity of that id. Raises InputError where the release has none."""
    asked = {"entity_id": entity_id}
    with released(where) as connection:
        found = connection.execute(ENTITY, asked).fetchone()
        surfaces = [surface for (surface,) in connection.execute(SURFACES, asked).fetchall()]
    if not found:
        raise InputError(f"{entity_id}: no entity of {where.published}; `steppe names list` shows what was discovered")
    name, entity_type, origin = found
    if origin != "discovered":
        raise InputError(f"{entity_id}: {name!r} is listed already; nothing is to be promoted")
    return Discovered(entity_id, name, entity_type, surfaces)
