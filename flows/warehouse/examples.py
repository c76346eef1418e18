"""sql/examples -> questions that analysts ask, each with the SQL that answers it."""

import difflib

from flows.errors import InputError
from flows.warehouse.sql_files import SqlFile, layer

FOLDER = "examples"


def examples() -> dict[str, SqlFile]:
    """The gallery by name."""
    return {file.name: file for file in layer(FOLDER)}


def question(file: SqlFile) -> str:
    """What the example asks: its first line."""
    return file.text.partition("\n")[0].removeprefix("-- ")


def example(name: str) -> SqlFile:
    """The example of that name. Raises InputError for one that is not there."""
    found = examples()
    if name not in found:
        near = difflib.get_close_matches(name, found, 1)
        hint = f" (did you mean {near[0]}?)" if near else ""
        raise InputError(f"{name}: no such example{hint}; `steppe sql --example list` shows them all")
    return found[name]
