"""A discovered name -> rows of seeds/, so that the next run takes it for a listed one."""

import csv
import re
from bisect import insort
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from flows import seeds
from flows.errors import InputError
from flows.mentions.plain import plain_text
from flows.references import gazetteer
from flows.warehouse.discovered import Discovered, discovered_entity
from flows.warehouse.places import places

KINDS = {
    "PERSON": "people",
    "ORG": "organisations",
    "EVENT": "events",
    "GPE_OTHER": "places",
    "LOCATION": "places",
    "COUNTRY": "countries",
}


@dataclass(frozen=True)
class Promotion:
    """What was written: rows of seeds/entities/<kind>.csv and seeds/aliases/<kind>.csv."""

    kind: str
    entity: list[str]
    aliases: list[list[str]]


def promote(
    warehouse: Path,
    entity_id: str,
    name: str | None = None,
    entity_type: str | None = None,
    country_code: str | None = None,
) -> Promotion:
    """List a discovered entity in seeds/, under its own name and type unless others are given.

    Raises InputError, before anything is written, when the release has no such discovered entity, when the name exists
    or is decided to be none, and for a country that no listed entity has.
    """
    found = discovered_entity(places(warehouse), entity_id)
    chosen = " ".join((name or found.canonical_name).split())
    _refuse_name(chosen)
    if country_code and country_code not in set(seeds.table("entities")["country_code"]):
        raise InputError(f"country {country_code!r} is unknown; give an ISO 3166 code such as KZ")
    new_id = _new_id(chosen)
    kind = KINDS[entity_type or found.entity_type]
    entity = [new_id, chosen, entity_type or found.entity_type, country_code or "", "", ""]
    aliases = [[spelling, new_id, "alias", "true"] for spelling in _spellings(found, chosen)]
    _insert(seeds.folder_of("entities") / f"{kind}.csv", [entity])
    if aliases:
        _insert(seeds.folder_of("aliases") / f"{kind}.csv", aliases)
    return Promotion(kind, entity, aliases)


def _refuse_name(name: str) -> None:
    listed, plain = gazetteer(), _plain(name)
    if plain in listed.no_names:
        raise InputError(
            f"{name!r} is not_a_name in seeds/entity_decisions.csv; delete that row or give another --name"
        )
    ids = listed.meanings.filter(pl.col("name") == plain)["entity_id"].to_list()
    if ids:
        raise InputError(f"the name {name!r} exists: it stands for {', '.join(ids)}; give another with --name")


def _new_id(name: str) -> str:
    """The slug of the name; of one that is taken, with the first free number behind it."""
    first = slug(name)
    if not first:
        raise InputError(f"{name!r} has no letter of an id; give a name in Latin letters with --name")
    taken, number, chosen = set(seeds.table("entities")["entity_id"]), 1, first
    while chosen in taken:
        number += 1
        chosen = f"{first}-{number}"
    return chosen


def slug(name: str) -> str:
    """The id of a name, as ids are written in seeds/entities.

    >>> slug("Munojat Yo‘lchiyeva"), slug("Ernst & Young"), slug("24.kg")
    ('munojat-yolchiyeva', 'ernst-and-young', '24-kg')
    """
    plain = _plain(name).lower().replace("'", "").replace("&", " and ")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _spellings(found: Discovered, name: str) -> list[str]:
    """What else was printed for it: not a part of its name (`Tyumen` of `Tyumen Region`), and nothing listed."""
    known, own = set(gazetteer().meanings["name"]), _plain(found.canonical_name).lower()
    spellings: dict[str, str] = {}
    for text in (found.canonical_name, *found.surfaces):
        plain = _plain(text)
        is_part = own.startswith(f"{plain.lower()} ")
        if plain != _plain(name) and not is_part and plain not in known:
            spellings.setdefault(plain, text)
    return sorted(spellings.values())


def _plain(text: str) -> str:
    return str(pl.select(plain_text(pl.lit(text))).item())


def _insert(path: Path, new: list[list[str]]) -> None:
    """Put rows where they belong in a sorted CSV; the rest stays byte for byte."""
    fresh = path.with_name(f"{path.name}.new")
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            header, *rows = csv.reader(stream)
        for row in new:
            insort(rows, row, key=lambda one: one[:2])
        with fresh.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows([header, *rows])
        fresh.replace(path)
    except OSError as error:
        raise InputError(
            f"{path}: cannot be written ({error.strerror}); promote from a checkout of your own"
        ) from error
