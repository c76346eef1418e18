"""sql/4_checks on the whole warehouse -> verdicts."""

import re
from typing import Any

import duckdb
import polars as pl

from flows.quality.audit import RESULT_SCHEMA
from flows.warehouse.build import Connection
from flows.warehouse.sql_files import SqlFile, layer

SUITE = "4_checks"
HEADER = re.compile(
    r"-- Must be empty: (?P<why>.+)\n-- Severity: (?P<severity>critical|warning)\. Table: (?P<table>[\w.]+)\."
)
SAMPLE = 3


def check_warehouse(connection: Connection) -> pl.DataFrame:
    """One verdict a query of sql/4_checks, in the columns of quality.check_results without run and batch.

    A query that raises has failed; one without a severity in its header counts as critical.
    """
    return pl.DataFrame([_verdict(connection, file) for file in layer("4_checks")], schema=RESULT_SCHEMA)


def _verdict(connection: Connection, file: SqlFile) -> dict[str, Any]:
    header = HEADER.match(file.text)
    table = header["table"] if header else "warehouse"
    try:
        relation = connection.sql(file.text)
        found = relation.limit(SAMPLE).fetchall()
        count = int(relation.count("*").fetchall()[0][0]) if found else 0
        seen = "; ".join(" ".join(str(value)[:80] for value in row) for row in found) or None
    except duckdb.Error as error:
        count, seen = 1, f"raised: {str(error).splitlines()[0]}"
    return {
        "suite": SUITE,
        "check_name": file.name,
        "scope": "warehouse",
        "table_name": table.removeprefix("main."),
        "column_name": None,
        "severity": header["severity"] if header else "critical",
        "is_success": count == 0,
        "observed_value": seen,
        "checked_count": _rows(connection, table),
        "unexpected_count": count,
    }


def _rows(connection: Connection, table: str) -> int:
    try:
        return int(connection.table(table).count("*").fetchall()[0][0])
    except duckdb.Error:
        return 0
