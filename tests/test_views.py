"""Every view gives what its cases expect, and has cases worth the name."""

from collections import defaultdict
from collections.abc import Iterator

import duckdb
import pytest

from tests.view_cases import (
    CASES,
    ROOT,
    Case,
    View,
    compare_case,
    find_cases,
    find_views,
    load_case,
    open_warehouse,
    read_csv,
)

VIEWS = find_views()


@pytest.fixture(scope="module")
def warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty warehouse for all tests of this file."""
    with open_warehouse() as connection:
        yield connection


@pytest.mark.parametrize("case", find_cases(), ids=lambda case: f"{case.view}/{case.path.name}")
def test_case(warehouse: duckdb.DuckDBPyConnection, case: Case) -> None:
    """The view gives the rows of `expected.csv`, whatever their order."""
    load_case(warehouse, case)
    difference = compare_case(warehouse, case, VIEWS[case.view])
    assert not difference, f"{case.path.relative_to(ROOT)}:\n{difference}"


def test_every_view_has_a_case_and_every_case_a_view() -> None:
    """No view without a case, no case without a view."""
    assert {case.view for case in find_cases()} == set(VIEWS)
    assert {path.name for path in CASES.iterdir()} == set(VIEWS)


def test_expected_rows_exist() -> None:
    """Some case of each view expects a row: an empty view would pass all others."""
    empty = [view for view in VIEWS if all(len(read_csv(c.path / "expected.csv")) < 2 for c in find_cases(view))]
    assert not empty, f"no case of these expects a row: {empty}"


@pytest.mark.parametrize("view", VIEWS)
def test_cases_hold_the_hard_ones(view: str) -> None:
    """An undated capture, two rates on one day, a truncated and a full print, wherever the tables can hold them."""
    rows = _given_rows(view)
    if "main.captures" in rows:
        assert any(not row["captured_on"] for row in rows["main.captures"]), "no undated capture"
    if "main.rates" in rows:
        assert any(not row["observed_on"] for row in rows["main.rates"]), "no undated rate"
        pair_day = ("base_currency", "quote_currency", "observed_on")
        assert _has_rivals(rows["main.rates"], pair_day, "rate"), "no two rates on one day"
    if "main.articles" in rows:
        assert any(not row["first_captured_on"] for row in rows["main.articles"]), "no undated article"
    if "main.article_versions" in rows:
        assert _has_rivals(rows["main.article_versions"], ("article_id", "edition"), "is_truncated"), "no truncation"


def _given_rows(view: str) -> dict[str, list[dict[str, str]]]:
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    for case in find_cases(view):
        for table, path in case.tables.items():
            header, *lines = read_csv(path)
            rows[table] += [{"case": case.path.name, **dict(zip(header, line, strict=True))} for line in lines]
    return rows


def _has_rivals(rows: list[dict[str, str]], key: tuple[str, ...], column: str) -> bool:
    values: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in rows:
        if all(row[name] for name in key):
            values[row["case"], *(row[name] for name in key)].add(row[column])
    return any(len(rivals) > 1 for rivals in values.values())


@pytest.mark.parametrize("view", VIEWS.values(), ids=lambda view: view.name)
def test_comments(warehouse: duckdb.DuckDBPyConnection, view: View) -> None:
    """Line 1 of the file says what the view is, its COMMENT says the same, and every column has one."""
    (path,) = (ROOT / "sql").glob(f"[0-9]*/{view.name}.sql")
    first_line = path.read_text(encoding="utf-8").splitlines()[0]
    assert first_line.startswith("-- ")
    assert first_line.endswith(".")
    assert "One row" in first_line
    if view.columns:
        return
    comment = warehouse.execute(
        "SELECT comment FROM duckdb_views() WHERE schema_name = ? AND view_name = ?", [view.schema, view.name]
    ).fetchone()
    assert comment == (first_line.removeprefix("-- "),)
    silent = warehouse.execute(
        "SELECT column_name FROM duckdb_columns() WHERE schema_name = ? AND table_name = ? AND comment IS NULL",
        [view.schema, view.name],
    ).fetchall()
    assert not silent
