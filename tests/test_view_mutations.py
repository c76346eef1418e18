"""Whatever is taken out of a view, one of its cases fails."""

from collections.abc import Callable, Iterator
from functools import partial

import duckdb
import pytest
from sqlglot import exp, parse_one

from tests.view_cases import Case, View, compare_case, find_cases, find_views, load_case, open_warehouse

Change = Callable[[exp.Expression], object]
Labelled = tuple[str, Change]
Finder = Callable[[exp.Expression, str], Iterator[Labelled]]


@pytest.fixture(scope="module")
def warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty warehouse for all tests of this file."""
    with open_warehouse() as connection:
        yield connection


@pytest.mark.parametrize("view", find_views().values(), ids=lambda view: view.name)
def test_no_mutant_survives(warehouse: duckdb.DuckDBPyConnection, view: View) -> None:
    """Each mutant fails a case; one that does not bind fails by that."""
    original = parse_one(view.query, dialect="duckdb").sql(dialect="duckdb")
    survivors = make_mutants(view.query)
    try:
        for case in find_cases(view.name):
            load_case(warehouse, case)
            assert is_satisfied(warehouse, case, view, original), f"{case.path.name} fails as it is"
            survivors = {
                query: label for query, label in survivors.items() if is_satisfied(warehouse, case, view, query)
            }
    finally:
        warehouse.execute(view.prefix + view.query)
    assert not survivors, "no case fails when one does this:\n" + "\n".join(survivors.values())


def is_satisfied(warehouse: duckdb.DuckDBPyConnection, case: Case, view: View, query: str) -> bool:
    """Whether the loaded case holds with this query for the view's; a query that does not bind satisfies no case."""
    try:
        warehouse.execute(view.prefix + query)
        return not compare_case(warehouse, case, view)
    except duckdb.Error:
        return False


def make_mutants(query: str) -> dict[str, str]:
    """The query with one thing taken out, each way there is → what was done."""
    tree = parse_one(query, dialect="duckdb")
    mutants = {}
    for place, node in enumerate(tree.walk()):
        for label, change in FINDERS.get(type(node), find_nothing)(node, query):
            mutant = tree.copy()
            change(list(mutant.walk())[place])
            mutants[mutant.sql(dialect="duckdb")] = f"{label}: {node.sql(dialect='duckdb')}"
    mutants.pop(tree.sql(dialect="duckdb"), None)
    return mutants


def find_nothing(_node: exp.Expression, _query: str) -> Iterator[Labelled]:
    """Nothing: the node restricts nothing."""
    yield from ()


def find_in_join(join: exp.Expression, _query: str) -> Iterator[Labelled]:
    """The join, its side and each of its conditions."""
    yield "drop the join", lambda join: join.pop()
    if join.side:
        yield "make it an inner join", lambda join: join.set("side", None)
    if join.side == "FULL":
        yield "make it a left join", lambda join: join.set("side", "LEFT")
        yield "make it a right join", lambda join: join.set("side", "RIGHT")
    if join.args.get("on"):
        yield from find_terms(join, "on", lambda join: join.set("on", exp.true()))


def find_in_clause(clause: exp.Expression, _query: str) -> Iterator[Labelled]:
    """Each condition of WHERE, HAVING, QUALIFY or FILTER."""
    if isinstance(clause.parent, exp.Filter):
        return find_terms(clause, "this", lambda clause: clause.parent.replace(clause.parent.this))
    return find_terms(clause, "this", lambda clause: clause.pop())


def find_terms(node: exp.Expression, name: str, drop_all: Change) -> Iterator[Labelled]:
    """Each term of a condition; a single one goes with all that holds it."""
    if not isinstance(node.args[name], exp.And):
        yield "drop the condition", drop_all
        return
    for index in range(len(list(node.args[name].flatten()))):
        yield f"drop condition {index + 1}", partial(drop_term, name=name, index=index)


def drop_term(node: exp.Expression, name: str, index: int) -> None:
    """Leave one term out of a condition."""
    terms = list(node.args[name].flatten())
    node.set(name, exp.and_(*(term.copy() for place, term in enumerate(terms) if place != index)))


def find_in_or(_either: exp.Expression, _query: str) -> Iterator[Labelled]:
    """Either side of an OR."""
    yield "keep the left alone", lambda either: either.replace(either.left)
    yield "keep the right alone", lambda either: either.replace(either.right)


def find_in_distinct(distinct: exp.Expression, _query: str) -> Iterator[Labelled]:
    """The DISTINCT of a SELECT or of a count."""
    if isinstance(distinct.parent, exp.Select):
        yield "drop DISTINCT", lambda distinct: distinct.pop()
    else:
        yield "drop DISTINCT", lambda distinct: distinct.replace(distinct.expressions[0])


def find_in_union(union: exp.Expression, _query: str) -> Iterator[Labelled]:
    """The DISTINCT that a plain UNION implies; a recursion would never end without it."""
    clause = union.find_ancestor(exp.With)
    if not (isinstance(union.parent, exp.CTE) and clause and clause.args.get("recursive")):
        yield "keep doubles", lambda union: union.set("distinct", False)


def find_in_order(key: exp.Expression, query: str) -> Iterator[Labelled]:
    """The direction of a sort key, and its NULLS LAST where the query says so."""
    yield "turn the order", lambda key: key.set("desc", not key.args.get("desc"))
    if f"{key.sql(dialect='duckdb')} NULLS LAST" in query:
        yield "put NULLs first", lambda key: key.set("nulls_first", True)


def find_in_window(window: exp.Expression, _query: str) -> Iterator[Labelled]:
    """Each key of PARTITION BY."""
    for index in range(len(window.args.get("partition_by") or ())):
        yield "drop a partition key", partial(drop_partition_key, index=index)


def drop_partition_key(window: exp.Expression, index: int) -> None:
    """Leave one key out of a PARTITION BY."""
    window.args["partition_by"].pop(index)


FINDERS: dict[type[exp.Expression], Finder] = {
    exp.Join: find_in_join,
    exp.Where: find_in_clause,
    exp.Having: find_in_clause,
    exp.Qualify: find_in_clause,
    exp.Or: find_in_or,
    exp.Distinct: find_in_distinct,
    exp.Union: find_in_union,
    exp.Ordered: find_in_order,
    exp.Window: find_in_window,
}
