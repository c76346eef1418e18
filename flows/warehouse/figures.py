"""Queries of sql/5_pages and the values they ask for -> rows, each with the SQL that a person can run again."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flows.warehouse.build import Connection
from flows.warehouse.sql_files import layer

Value = str | int | date | None
NEWEST_RUN = """
SELECT run_id, started_at, status, fingerprint, versions ->> 'gazetteer' AS gazetteer
FROM ops.runs
ORDER BY run_number DESC
LIMIT 1
"""


@dataclass(frozen=True)
class Figure:
    """The answer to one query: the file it lies in, line 1 of it, the query with its values put in, the rows."""

    file: str
    about: str
    sql: str
    rows: list[dict[str, Any]]

    @property
    def row(self) -> dict[str, Any]:
        """The only row of a query that gives one."""
        return self.rows[0]

    @property
    def total(self) -> int:
        """How many rows there are of which `rows` are the first: the query's total_count, else their number."""
        return int(self.rows[0].get("total_count", len(self.rows))) if self.rows else 0


def figures(connection: Connection, page: str, values: dict[str, Value]) -> dict[str, Figure]:
    """The answers to all queries of sql/5_pages/<page>/, by name. They read `values` with getvariable('<name>')."""
    tell(connection, values)
    folder = f"5_pages/{page}"
    found = {}
    for file in layer(folder):
        rows = connection.sql(file.text).pl().rows(named=True)
        about, query = file.text.split("\n", 1)
        found[file.name] = Figure(
            f"sql/{folder}/{file.name}.sql", about.removeprefix("-- "), _fill(query, values), rows
        )
    return found


def tell(connection: Connection, values: dict[str, Value]) -> None:
    """Have getvariable('<name>') give the values, until they are told anew."""
    for name, value in values.items():
        connection.execute(f"SET VARIABLE {name} = $value", {"value": value})


def newest_run(connection: Connection) -> dict[str, Any] | None:
    """The newest run of the log: run_id, started_at, status, fingerprint, gazetteer; None before the first."""
    rows = connection.sql(NEWEST_RUN).pl().rows(named=True)
    return rows[0] if rows else None


def _fill(query: str, values: dict[str, Value]) -> str:
    for name, value in values.items():
        query = query.replace(f"getvariable('{name}')", _literal(value))
    return query.strip()


def _literal(value: Value) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, int):
        return str(value)
    quoted = str(value).replace("'", "''")
    return f"DATE '{quoted}'" if isinstance(value, date) else f"'{quoted}'"
