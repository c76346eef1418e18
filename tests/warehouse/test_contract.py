"""Keys and references as the checks declare them are those of the database."""

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from flows import pipeline
from flows.reports.diagram import diagram
from flows.settings import Settings
from flows.warehouse.check_files import SUITE, header
from flows.warehouse.contract import Object, objects
from flows.warehouse.places import places
from flows.warehouse.sql_files import layer
from tests.conftest import ROOT

# A load is of a capture or of a refused dump, a refusal of a load or of a refused run: no one table holds them.
EITHER = {"loads_to_captures", "quarantine_to_loads"}


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    target: Path = tmp_path_factory.mktemp("contract") / "w.duckdb"
    pipeline.execute(Settings(dumps=[str(ROOT / "seeds" / "dumps")], warehouse=target, _env_file=None))
    release = places(target).release()
    with duckdb.connect(str(release), read_only=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def tables(connection: duckdb.DuckDBPyConnection) -> dict[str, Object]:
    return {one.full_name: one for one in objects(connection)}


def test_every_check_of_references_declares_them() -> None:
    silent = {file.name for file in layer(SUITE) if "_to_" in file.name and not header(file).references}
    assert silent == EITHER
    assert [file.name for file in layer(SUITE) if header(file).references and "_to_" not in file.name] == []


def test_keys_tell_rows_apart(connection: duckdb.DuckDBPyConnection, tables: dict[str, Object]) -> None:
    keyed = [one for one in tables.values() if one.key]
    assert len(keyed) > 20
    for one in keyed:
        assert set(one.key) <= {column.name for column in one.columns}
        rows = connection.sql(
            f"SELECT {', '.join(one.key)}, COUNT(*) FROM {one.full_name} GROUP BY ALL HAVING COUNT(*) > 1"
        )
        assert rows.fetchall() == [], one.full_name


def test_references_meet_the_keys_they_name(connection: duckdb.DuckDBPyConnection, tables: dict[str, Object]) -> None:
    found = [(one, reference) for one in tables.values() for reference in one.references]
    assert len(found) > 25
    for one, reference in found:
        key = tables[reference.table].key
        assert len(reference.columns) == len(key)
        pairs = " AND ".join(f"a.{mine} = b.{theirs}" for mine, theirs in zip(reference.columns, key, strict=True))
        orphans = (
            f"FROM {one.full_name} AS a ANTI JOIN {reference.table} AS b ON {pairs} WHERE a.{reference.columns[0]}"
        )
        assert connection.sql(f"{orphans} IS NOT NULL").fetchall() == [], (one.full_name, reference)


def test_the_diagram_has_each_table_once_and_a_line_for_each_reference(tables: dict[str, Object]) -> None:
    held = [one for one in tables.values() if one.kind == "table"]
    text = diagram(held)
    assert re.findall(r'^    \w+\["([\w.]+)"\] \{$', text, re.M) == [one.full_name for one in held]
    lines = re.findall(r'^    (\w+) \}o(?:--|\.\.)(?:\|\||o\|) (\w+) : "([\w, ]+)"$', text, re.M)
    assert len(lines) == sum(len(one.references) for one in held)
    assert ("mentions", "entities", "entity_id") in lines
    assert '    mentions }o--o| entities : "entity_id"' in text
    assert '    rates }o..|| currencies : "base_currency"' in text
