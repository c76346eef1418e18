"""Tables and views that were written to files -> the descriptor that says what is in them (Frictionless Data Package).

https://specs.frictionlessdata.io/data-package/ - what the standard has no word for (the release, its fingerprint, how
formulas are kept from spreadsheets, the SQL type of a column) stands in properties of our own.
"""

import re
from dataclasses import dataclass
from typing import Any

from flows.errors import SteppeError
from flows.reports.spreadsheets import MARKED
from flows.warehouse.contract import Column, Object, Reference

Descriptor = dict[str, Any]
TYPES = {
    "VARCHAR": "string",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "DOUBLE": "number",
    "DECIMAL": "number",
    "VARCHAR[]": "array",
    **dict.fromkeys(("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"), "integer"),
}
DESCRIPTION = (
    "All facts, dimensions and report views of one release of a Steppe warehouse. Each table and column is described"
    " in its schema. Rates are as printed: decimals, never floats; rate_low and rate_high are half a unit in the last"
    " printed place either side. A date is the day of capture; one that nobody recorded stays empty."
)
BODIES_OUT = " Bodies of articles are left out: they are other people's texts, and stay in the warehouse."
FORMULAS = (
    " In the CSV files no cell is a formula: a text that a spreadsheet would calculate has one apostrophe before it,"
    " and one that has such apostrophes already gets one more. Whoever takes one apostrophe away from the texts that"
    " `formulaEscape.pattern` matches has them exactly; numbers such as -0.42% are as they were."
)
NOTES = (
    "Headlines, names and snippets are their publishers', and are quoted for analysis; rates are facts. Cities of the"
    " gazetteer come from GeoNames (CC BY 4.0, https://www.geonames.org). The licence is for what Steppe adds to that:"
    " schema, ids, links, counts and views."
)
LICENCE = {"name": "MIT", "title": "MIT License", "path": "https://opensource.org/license/mit"}
GEONAMES = {"title": "GeoNames, cities of the gazetteer (CC BY 4.0)", "path": "https://www.geonames.org"}


@dataclass(frozen=True)
class Written:
    """A file of the export: the object it holds, less the columns left out, its name, size, SHA-256 and rows."""

    held: Object
    file: str
    byte_count: int
    sha256: str
    row_count: int


@dataclass(frozen=True)
class Origin:
    """What the export is of: name, fingerprint and time (UTC, ISO 8601) of the release, and the outlets in it."""

    release: str
    fingerprint: str
    made_at: str | None
    outlets: list[tuple[str, str]]


def descriptor(origin: Origin, files: list[Written], form: str, *, with_bodies: bool) -> Descriptor:
    """The content of datapackage.json for these files, all csv or all parquet.

    Foreign keys are those that no release breaks, and only between files of this export. Raises SteppeError for a
    column of a type that has no name in the standard yet.
    """
    said = DESCRIPTION + ("" if with_bodies else BODIES_OUT) + (FORMULAS if form == "csv" else "")
    outlets = [{"title": title, "path": f"https://{host}"} for title, host in origin.outlets]
    keys = {one.held.full_name: one.held for one in files}
    package: Descriptor = {
        "profile": "tabular-data-package" if form == "csv" else "data-package",
        "name": "steppe",
        "id": origin.fingerprint,
        "title": "Steppe: news of Central Asia, and the rates printed above it",
        "description": said,
        **({"created": origin.made_at} if origin.made_at else {}),
        "licenses": [LICENCE],
        "notes": NOTES,
        "sources": [*outlets, GEONAMES],
        "release": origin.release,
        "fingerprint": origin.fingerprint,
        "hasBodies": with_bodies,
        "resources": [_resource(one, keys, form) for one in files],
    }
    if form == "csv":
        package["formulaEscape"] = {"prefix": "'", "pattern": MARKED}
    return package


def _resource(one: Written, keys: dict[str, Object], form: str) -> Descriptor:
    found: Descriptor = {
        "name": one.held.name,
        "path": one.file,
        "title": one.held.full_name,
        "description": one.held.comment,
        "format": form,
        "mediatype": "text/csv" if form == "csv" else "application/vnd.apache.parquet",
        "bytes": one.byte_count,
        "hash": f"sha256:{one.sha256}",
        "rowCount": one.row_count,
    }
    if form == "csv":
        found |= {"profile": "tabular-data-resource", "encoding": "utf-8"}
    return {**found, "schema": _schema(one.held, keys)}


def _schema(held: Object, keys: dict[str, Object]) -> Descriptor:
    found: Descriptor = {"fields": [_field(column) for column in held.columns]}
    if held.key:
        found["primaryKey"] = list(held.key)
    references = [
        _foreign_key(one, held, keys[one.table]) for one in held.references if one.is_critical and one.table in keys
    ]
    return {**found, "foreignKeys": references} if references else found


def _foreign_key(one: Reference, held: Object, target: Object) -> Descriptor:
    resource = "" if target == held else target.name
    return {"fields": list(one.columns), "reference": {"resource": resource, "fields": list(target.key)}}


def _field(column: Column) -> Descriptor:
    base = re.sub(r"\(.*\)", "", column.type)
    if base not in TYPES:
        raise SteppeError(f"column {column.name}: flows/reports/datapackage.py has no name for the type {column.type}")
    found: Descriptor = {"name": column.name, "type": TYPES[base], "description": column.comment}
    if TYPES[base] == "boolean":
        found |= {"trueValues": ["true"], "falseValues": ["false"]}
    if column.is_required:
        found["constraints"] = {"required": True}
        if base == "VARCHAR":
            found["missingValues"] = []  # an empty text is a text where NULL cannot be
    return {**found, "sqlType": column.type}
