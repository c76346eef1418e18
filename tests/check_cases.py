"""Faults of the SQL checks: `tests/checks/<check>/break.sql` breaks the good warehouse, and these checks fire.

`tests/checks/good/<schema>.<table>.csv` is the good warehouse. Each fault starts with a comment that names it and is
applied alone.
"""

import re
from dataclasses import dataclass

import duckdb

from tests.view_cases import ROOT, Case, load_case

FAULTS = ROOT / "tests" / "checks"
GOOD = Case("good", FAULTS / "good")
READS = re.compile(r"\b(?:FROM|JOIN) ([a-z]\w*\.\w+)")
CHANGES = re.compile(r"^(?:UPDATE|INSERT INTO|DELETE FROM|ALTER TABLE) (\w+\.\w+)", re.MULTILINE)


@dataclass(frozen=True)
class Fault:
    """What breaks good data for one check."""

    check: str
    name: str
    statements: str


def find_checks() -> dict[str, str]:
    """The query of each check, by name."""
    paths = sorted((ROOT / "sql" / "4_checks").glob("*.sql"))
    return {path.stem: path.read_text(encoding="utf-8") for path in paths}


def find_faults(file: str = "break.sql") -> list[Fault]:
    """The faults of all `break.sql`, or the near misses of all `near.sql`."""
    paths = sorted(FAULTS.glob(f"*/{file}"))
    return [fault for path in paths for fault in split_faults(path.parent.name, path.read_text(encoding="utf-8"))]


def split_faults(check: str, text: str) -> list[Fault]:
    """The faults of one `break.sql`: a comment line names each, its statements follow.

    >>> [fault.name for fault in split_faults("runs_key", "-- Twice.\\nSELECT 1;\\n\\n-- Nameless.\\nSELECT 2;\\n")]
    ['Twice', 'Nameless']
    """
    parts = re.split(r"^-- (.+)\.\n", text, flags=re.MULTILINE)
    return [Fault(check, name, statements) for name, statements in zip(parts[1::2], parts[2::2], strict=True)]


def open_tables() -> duckdb.DuckDBPyConnection:
    """Every table of `sql/1_tables`, empty, in memory."""
    connection = duckdb.connect()
    for schema in ("quality", "ops"):
        connection.execute(f"CREATE SCHEMA {schema}")
    for path in sorted((ROOT / "sql" / "1_tables").glob("*.sql")):
        connection.execute(path.read_text(encoding="utf-8"))
    return connection


def open_good() -> duckdb.DuckDBPyConnection:
    """The good warehouse, in memory."""
    connection = open_tables()
    connection.execute("SET threads = 1")  # thousands of small queries: a second thread costs more than it gives
    load_case(connection, GOOD)
    return connection


def tables_read() -> dict[str, frozenset[str]]:
    """The tables that each check reads."""
    return {name: frozenset(READS.findall(query)) for name, query in find_checks().items()}


def fired(connection: duckdb.DuckDBPyConnection, fault: Fault, reads: dict[str, frozenset[str]]) -> list[str]:
    """The checks that fire on the good warehouse with this one fault; only those that read a changed table can."""
    changed = set(CHANGES.findall(fault.statements))
    connection.execute("BEGIN")
    try:
        connection.execute(fault.statements)
        checks = find_checks()
        return [name for name in checks if changed & reads[name] and connection.execute(checks[name]).fetchone()]
    finally:
        connection.execute("ROLLBACK")
