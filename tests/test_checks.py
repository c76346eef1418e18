"""Every check of `sql/4_checks` passes a good warehouse and finds the faults it is there for.

`tests/checks/good/<schema>.<table>.csv` is the good warehouse, small and full of near misses: a rate of '-0%', an emoji
before a name, a truncated text, an undated capture. `tests/checks/<check>/break.sql` holds the faults of a check, and
`tests/checks/fires.csv` the checks that fire with each; `near.sql` holds near misses that must be let through.
"""

import re
from collections.abc import Iterator

import duckdb
import pytest

from flows.warehouse.check_files import HEADER, header
from flows.warehouse.sql_files import SqlFile
from tests.check_cases import FAULTS, GOOD, Fault, find_checks, find_faults, fired, open_good, open_tables, tables_read
from tests.fires import RECORDED, record
from tests.view_cases import ROOT, Case, load_case

EMPTY = Case("empty", FAULTS / "empty")
PATHS = re.compile(r"(?:flows|seeds|sql|expectations)/[\w/.-]*\w/?")
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
    "quality.checks": ["suite", "check_name"],
    "quality.scorecard": ["gold_set", "gazetteer_version", "mode", "measure", "entity_type"],
    "quality.quarantine": ["quarantine_id"],
    "quality.unparsed_lines": ["capture_id", "line_number"],
    "ops.changes": ["run_id", "table_name", "record_key"],
    "ops.known_articles": ["article_id"],
    "ops.runs": ["run_id"],
    "ops.loads": ["capture_id"],
    "ops.capture_files": ["uri"],
    "ops.archives": ["uri"],
    "ops.passed_records": ["uri", "rule", "host"],
    "ops.forgotten": ["capture_id"],
}


CHECKS = find_checks()


@pytest.fixture(scope="module")
def good_warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    """The good warehouse; who breaks it rolls back."""
    with open_good() as connection:
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


def test_each_fault_fires_its_check_and_the_recorded_others(good_warehouse: duckdb.DuckDBPyConnection) -> None:
    """`tests/checks/fires.csv` says which checks fire with which fault; `python -m tests.fires` writes it anew."""
    reads = tables_read()
    found = [(fault, fired(good_warehouse, fault, reads)) for fault in find_faults()]
    silent = [f"{fault.check}: {fault.name}" for fault, checks in found if fault.check not in checks]
    assert silent == []
    assert record(found) == (FAULTS / RECORDED).read_text(encoding="utf-8")


@pytest.mark.parametrize("miss", find_faults("near.sql"), ids=lambda miss: f"{miss.check}: {miss.name}")
def test_near_miss_is_let_through(good_warehouse: duckdb.DuckDBPyConnection, miss: Fault) -> None:
    """`near.sql` holds what comes close to a limit, or must not be taken for the fault."""
    assert miss.check not in fired(good_warehouse, miss, tables_read())


def test_every_check_has_a_fault_and_every_fault_a_check() -> None:
    """No check without a case that breaks it, no folder without a check."""
    assert {fault.check for fault in find_faults()} == set(CHECKS)
    assert {path.name for path in FAULTS.iterdir()} == {*CHECKS, GOOD.path.name, RECORDED}


@pytest.mark.parametrize("check", CHECKS)
def test_header(empty_warehouse: duckdb.DuckDBPyConnection, check: str) -> None:
    """A severity, a table that exists, the key of the rows that it gives; the check is named for that table."""
    found = HEADER.match(CHECKS[check])
    assert found
    assert check.startswith(f"{found['table'].partition('.')[2]}_")
    assert empty_warehouse.table(found["table"]).columns
    said = header(SqlFile(check, CHECKS[check]))
    assert said.key
    assert set(said.key) <= set(empty_warehouse.sql(CHECKS[check]).columns)


def test_what_to_do_names_places_that_exist() -> None:
    """Every path of every `mend` is there: advice that leads nowhere is worse than none."""
    from flows.warehouse.checks import catalogue

    rows = catalogue()
    assert rows.filter((rows["why"] == "") | (rows["mend"].str.len_chars() < 40))["check_name"].to_list() == []
    named = {path for mend in rows["mend"] for path in PATHS.findall(mend)}
    assert len(named) > 20
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


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
