"""sql/4_checks on the whole warehouse -> verdicts and the rows that broke them."""

from typing import Any

import duckdb
import polars as pl

from flows.quality import suites
from flows.quality.audit import RESULT_SCHEMA
from flows.quality.failures import FAILURE_SCHEMA, detail, record_key
from flows.warehouse import lake
from flows.warehouse.build import Connection
from flows.warehouse.check_files import SUITE, header
from flows.warehouse.sql_files import SqlFile, layer

SAMPLE = 3


def catalogue() -> pl.DataFrame:
    """What each check means, those of the suites and those of sql/4_checks: rows of quality.checks."""
    rows = []
    for file in layer(SUITE):
        said = header(file)
        row = {"suite": SUITE, "check_name": file.name, "scope": "warehouse", "table_name": said.table}
        rows.append({**row, "column_name": None, "severity": said.severity, "why": said.why, "mend": said.mend})
    return pl.concat([suites.catalogue(), pl.DataFrame(rows, schema=suites.CATALOGUE_SCHEMA)])


def check_warehouse(connection: Connection, most_failures: int = 0) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Verdicts and failing rows, in the columns of quality.check_results and check_failures without run and batch.

    One verdict a query of sql/4_checks; of each, the first `most_failures` rows in order. One that raises has failed.
    """
    verdicts: list[dict[str, Any]] = []
    failures: list[dict[str, Any]] = []
    for file in layer(SUITE):
        verdict, rows = _judge(connection, file, most_failures)
        verdicts.append(verdict)
        failures += rows
    return pl.DataFrame(verdicts, schema=RESULT_SCHEMA), pl.DataFrame(failures, schema=FAILURE_SCHEMA)


def _judge(connection: Connection, file: SqlFile, most: int) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    said = header(file)
    named = {"suite": SUITE, "check_name": file.name, "table_name": said.table}
    count, rows, seen = _broken(connection, file, max(most, SAMPLE))
    failures = [
        {
            **named,
            "record_key": record_key(row[name] for name in said.key if name in row),
            "detail": detail({name: value for name, value in row.items() if name not in said.key}),
        }
        for row in rows[:most]
    ]
    verdict = {
        **named,
        "scope": "warehouse",
        "column_name": None,
        "severity": said.severity,
        "is_success": count == 0,
        "observed_value": seen,
        "checked_count": _rows(connection, said.table),
        "unexpected_count": count,
    }
    return verdict, failures


def _broken(connection: Connection, file: SqlFile, most: int) -> tuple[int, list[dict[str, Any]], str | None]:
    """How many rows a check gives, the first of them in order, and what is seen of the first few.

    A check that lacks memory, or its lake, says nothing of the data: that is raised.
    """
    try:
        relation = connection.sql(file.text)
        found = relation.order("ALL").limit(most).fetchall()
        count = int(relation.count("*").fetchall()[0][0]) if len(found) == most else len(found)
    except duckdb.Error as error:
        if isinstance(error, duckdb.OutOfMemoryException) or lake.is_lost(error):
            raise
        seen = f"raised: {str(error).splitlines()[0]}"
        return 1, [{"raised": seen}], seen
    seen = "; ".join(" ".join(str(value)[:80] for value in row) for row in found[:SAMPLE])
    return count, [dict(zip(relation.columns, row, strict=True)) for row in found], seen or None


def _rows(connection: Connection, table: str) -> int:
    name = table if "." in table else f"main.{table}"
    try:
        return int(connection.table(name).count("*").fetchall()[0][0])
    except duckdb.Error:
        return 0
