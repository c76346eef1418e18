"""The first lines of a file of sql/4_checks -> what it holds, of which table, and what to do when it fires."""

import re
from dataclasses import dataclass, field

from flows.warehouse.sql_files import SqlFile

SUITE = "4_checks"
HEADER = re.compile(
    r"-- Must be empty: (?P<why>.+)\.\n"
    r"-- Severity: (?P<severity>critical|warning)\. Table: (?P<table>[\w.]+)\. Key: (?P<key>[\w, ]+|none)\.\n"
    r"(?:-- References: (?P<references>.+)\.\n)?"
    r"(?:-- Scope: (?P<scope>article)\.\n)?"
    r"-- When it fires: (?P<mend>.+(?:\n--   .+)*)\n"
)


@dataclass(frozen=True)
class Header:
    """What the first lines of a check say; `key` names the columns that tell its rows apart.

    `references` are the references that the check holds: columns, and the table whose key they must meet. With
    `is_of_article`, what it gives of an article depends on the rows of this article alone.
    """

    why: str
    severity: str
    table: str
    key: list[str]
    mend: str
    references: list[tuple[list[str], str]] = field(default_factory=list)
    is_of_article: bool = False


def header(file: SqlFile) -> Header:
    """The header of a check; one that is not as it should be makes a critical check of the whole warehouse."""
    found = HEADER.match(file.text)
    if not found:
        return Header("", "critical", "warehouse", [], "")
    key = [] if found["key"] == "none" else found["key"].split(", ")
    mend = found["mend"].replace("\n--  ", "")
    references = [_reference(said) for said in (found["references"] or "").split("; ") if said]
    table, is_of_article = found["table"].removeprefix("main."), found["scope"] == "article"
    return Header(found["why"], found["severity"], table, key, mend, references, is_of_article)


def _reference(said: str) -> tuple[list[str], str]:
    columns, _, table = said.partition(" to ")
    return columns.split(", "), table
