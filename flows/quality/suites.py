"""expectations/<table>.json -> suites as they are declared, and what each of their checks means."""

import json
from typing import Any

import polars as pl

from flows.errors import InputError
from flows.settings import project_root

TABLES = ("captures", "articles", "article_versions", "appearances", "mentions", "rates")
CATALOGUE_SCHEMA = {
    "suite": pl.String,
    "check_name": pl.String,
    "scope": pl.String,
    "table_name": pl.String,
    "column_name": pl.String,
    "severity": pl.String,
    "why": pl.String,
    "mend": pl.String,
}


def load_suite(table: str) -> dict[str, Any]:
    """The suite of a table as its JSON file states it.

    `meta.key` names the columns that tell its rows apart, `meta.types` the columns that a frame must have with their
    Polars types. Each expectation's meta holds check_name, why (what must hold), mend (what to do when it fires) and,
    where the judged column alone says little, shows (columns that a failing row shows too).
    """
    path = project_root() / "expectations" / f"{table}.json"
    try:
        suite: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise InputError(f"expectations/{table}.json is missing: restore it from the repository") from error
    except json.JSONDecodeError as error:
        raise InputError(f"expectations/{table}.json line {error.lineno}: no JSON: {error.msg}") from error
    return suite


def judged_columns(expectation: dict[str, Any]) -> list[str]:
    """The columns of the frame that a declared expectation looks at; none for one of the whole table."""
    values = [value for name, value in expectation["kwargs"].items() if name.startswith("column")]
    return [column for value in values for column in ([value] if isinstance(value, str) else value)]


def shown_columns(expectation: dict[str, Any]) -> list[str]:
    """The columns that a row shows that breaks a declared expectation: those judged, and those that explain them."""
    return list(dict.fromkeys([*judged_columns(expectation), *expectation["meta"].get("shows", [])]))


def catalogue() -> pl.DataFrame:
    """What each check of the suites means: rows of quality.checks."""
    rows = [
        {
            "suite": table,
            "scope": "batch",
            "table_name": table,
            "column_name": "/".join(judged_columns(one)) or None,
            "severity": one["severity"],
            **{name: one["meta"].get(name, "") for name in ("check_name", "why", "mend")},
        }
        for table in TABLES
        for one in load_suite(table)["expectations"]
    ]
    return pl.DataFrame(rows, schema=CATALOGUE_SCHEMA)
