"""Every check of `sql/4_checks` passes a good warehouse and finds the faults it is there for.

`tests/checks/good/<schema>.<table>.csv` is the good warehouse, small and full of near misses: a rate of '-0%', an emoji
before a name, a truncated text, an undated capture. `tests/checks/<check>/break.sql` holds the faults of a check: each
starts with a comment that names it and is applied alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
import pytest

from tests.view_cases import ROOT, Case, load_case

FAULTS = ROOT / "tests" / "checks"
GOOD = Case("good", FAULTS / "good")
EMPTY = Case("empty", FAULTS / "empty")
HEADER = re.compile(r"-- Must be empty: .+\.\n-- Severity: (?P<severity>\w+)\. Table: (?P<table>\w+\.\w+)\.\n")
KEYS = {
    "main.captures": ["capture_id"],
    "main.articles": ["article_id"],
    "main.article_versions": ["version_id"],
    "main.appearances": ["capture_id", "position"],
    "main.mentions": ["mention_id"],
    "main.rates": ["capture_id", "base_currency", "quote_currency"],
    "main.entities": ["entity_id"],
    "main.entity_aliases": ["alias", "entity_id"],
    "main.currencies": ["currency_code"],
    "main.calendar": ["date"],
    "quality.check_results": ["run_id", "batch_id", "suite", "check_name"],
    "quality.scorecard": ["gold_set", "gazetteer_version", "mode", "measure", "entity_type"],
    "quality.quarantine": ["quarantine_id"],
    "quality.unparsed_lines": ["capture_id", "line_number"],
    "ops.changes": ["run_id", "table_name", "record_key"],
    "ops.known_articles": ["article_id"],
    "ops.runs": ["run_id"],
    "ops.loads": ["capture_id"],
    "ops.capture_files": ["uri"],
    "ops.forgotten": ["capture_id"],
}


@dataclass(frozen=True)
class Fault:
    """What breaks the good warehouse for one check."""

    check: str
    name: str
    statements: str


def find_checks() -> dict[str, str]:
    """The query of each check, by name."""
    paths = sorted((ROOT / "sql" / "4_checks").glob("*.sql"))
    return {path.stem: path.read_text(encoding="utf-8") for path in paths}


def find_faults() -> list[Fault]:
    """The faults of all `break.sql`."""
    paths = sorted(FAULTS.glob("*/break.sql"))
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


CHECKS = find_checks()


@pytest.fixture(scope="module")
def good_warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    """The good warehouse; who breaks it rolls back."""
    with open_tables() as connection:
        load_case(connection, GOOD)
        yield connection


@pytest.fixture(scope="module")
def empty_warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    """Nothing but a calendar."""
    with open_tables() as connection:
        load_case(connection, EMPTY)
        yield connection


@pytest.mark.parametrize("check", CHECKS)
def test_empty_warehouse_passes(empty_warehouse: duckdb.DuckDBPyConnection, check: str) -> None:
    """No row on a warehouse without any facts."""
    assert empty_warehouse.execute(CHECKS[check]).fetchall() == []


@pytest.mark.parametrize("check", CHECKS)
def test_good_warehouse_passes(good_warehouse: duckdb.DuckDBPyConnection, check: str) -> None:
    """No row on a warehouse that keeps the contract."""
    assert good_warehouse.execute(CHECKS[check]).fetchall() == []


@pytest.mark.parametrize("fault", find_faults(), ids=lambda fault: f"{fault.check}: {fault.name}")
def test_fault_is_found(good_warehouse: duckdb.DuckDBPyConnection, fault: Fault) -> None:
    """Some row on a warehouse with this one fault."""
    good_warehouse.execute("BEGIN")
    try:
        good_warehouse.execute(fault.statements)
        found = good_warehouse.execute(CHECKS[fault.check]).fetchall()
    finally:
        good_warehouse.execute("ROLLBACK")
    assert found


def test_every_check_has_a_fault_and_every_fault_a_check() -> None:
    """No check without a case that breaks it, no folder without a check."""
    assert {fault.check for fault in find_faults()} == set(CHECKS)
    assert {path.name for path in FAULTS.iterdir()} == {*CHECKS, GOOD.path.name}


@pytest.mark.parametrize("check", CHECKS)
def test_header(empty_warehouse: duckdb.DuckDBPyConnection, check: str) -> None:
    """A severity and a table that exists; the check is named for that table."""
    header = HEADER.match(CHECKS[check])
    assert header
    assert header["severity"] in ("critical", "warning")
    assert check.startswith(f"{header['table'].partition('.')[2]}_")
    assert empty_warehouse.table(header["table"]).columns


def test_every_table_of_main_has_a_key(empty_warehouse: duckdb.DuckDBPyConnection) -> None:
    """The contract gives each table of `main` a key, and the list of this file names it."""
    tables = empty_warehouse.execute("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main'").fetchall()
    assert {f"main.{table}" for (table,) in tables} == {table for table in KEYS if table.startswith("main.")}


@pytest.mark.parametrize("table", KEYS)
def test_key_of_the_contract_is_checked(good_warehouse: duckdb.DuckDBPyConnection, table: str) -> None:
    """`<table>_key` names the columns of the key, and refuses a row that is there twice."""
    check = CHECKS[f"{table.partition('.')[2]}_key"]
    good_warehouse.execute("BEGIN")
    try:
        good_warehouse.execute(f"INSERT INTO {table} SELECT * FROM {table} LIMIT 1")
        found = good_warehouse.sql(check)
        assert found.columns == [*KEYS[table], "row_count"]
        assert len(found.fetchall()) == 1
    finally:
        good_warehouse.execute("ROLLBACK")
